import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {describe, expect, it} from 'vitest'
import type {Dialect, OpenFrames} from '../../src/records/define-dialect.js'
import {linesOf} from './lines-of.js'
import {allDialects, type Reading, readText} from './read-text.js'

// The contract every dialect keeps. To add one: a folder test/records/dialects/<id>/ with <case>.log, then
// `UPDATE_FIXTURES=1 npx vitest run test/records/dialects.test.ts` writes <case>.records.json, to be reviewed as a diff.

const fixtures = fileURLToPath(new URL('./dialects/', import.meta.url))

const noFrames = (): OpenFrames<unknown> => {
  const frames = new Map<string, unknown>()
  return {
    read: key => frames.get(key),
    write: (key, frame) => void frames.set(key, frame),
    drop: key => void frames.delete(key),
    newestFirst: () => [...frames].reverse(),
  }
}

const claims = (dialect: Dialect, sample: string): boolean =>
  linesOf(`${sample}\n`).some(line => dialect.read(line, noFrames()) !== undefined)

/** JSON as people review it: registers in hex, evidence as line numbers, nothing empty. */
const readable = (reading: Reading): unknown =>
  JSON.parse(
    JSON.stringify(reading, (key, value: unknown) => {
      if (typeof value === 'bigint') return `0x${value.toString(16)}`
      if (key === 'evidence') return (value as {position: {line: number}}[]).map(line => line.position.line)
      if (key === 'positions') return (value as {line: number}[]).map(position => position.line)
      return Array.isArray(value) && value.length === 0 && key !== '' ? undefined : value
    }),
  )

describe.each(allDialects)('dialect $id', ({id, dialect}) => {
  it('is named for its file', () => {
    expect(dialect.id).toBe(id)
    expect(dialect.title.length).toBeGreaterThan(3)
    for (const literal of dialect.literals) expect(literal).toMatch(/^[\x20-\x7e]{4,}$/)
  })

  it.each(dialect.samples.map(sample => ({sample})))('claims its sample, alone: $sample', ({sample}) => {
    expect(dialect.literals.some(literal => sample.includes(literal))).toBe(true)
    expect(allDialects.filter(other => claims(other.dialect, sample)).map(other => other.id)).toEqual([id])
  })

  const cases = existsSync(fixtures + id) ? readdirSync(fixtures + id).filter(name => name.endsWith('.log')) : []

  it('has at least one fixture', () => {
    expect(cases.length).toBeGreaterThan(0)
  })

  it.each(cases)('reads %s as recorded', name => {
    const text = readFileSync(`${fixtures}${id}/${name}`, 'utf8')
    const reading = readText(text, [dialect])
    const file = `${fixtures}${id}/${name.replace(/\.log$/, '.records.json')}`
    const rows = text.split('\n')
    for (const record of [...reading.records, ...reading.facts]) {
      expect(record.dialect).toBe(id)
      expect(record.evidence.length).toBeGreaterThan(0)
      for (const line of record.evidence) expect(line.text).toBe(rows[line.position.line - 1]?.slice(0, 400))
    }
    if (process.env.UPDATE_FIXTURES) writeFileSync(file, `${JSON.stringify(readable(reading), undefined, 1)}\n`)
    expect(readable(reading)).toEqual(JSON.parse(readFileSync(file, 'utf8')))
  })
})
