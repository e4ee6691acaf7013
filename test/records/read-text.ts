import {readdirSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import type {LogLine} from '../../src/logs/log-line.js'
import type {ParseNotice} from '../../src/logs/parse-notice.js'
import type {Dialect} from '../../src/records/define-dialect.js'
import type {HardwareErrorRecord} from '../../src/records/hardware-error-record.js'
import type {PlatformFact} from '../../src/records/platform-fact.js'
import {createRecordReader} from '../../src/records/step-line.js'
import {linesOf} from './lines-of.js'

const folder = fileURLToPath(new URL('../../src/records/dialects/', import.meta.url))

/** Every dialect of the folder, in file-name order, with the id its file name gives it. */
export const allDialects: readonly {readonly id: string; readonly dialect: Dialect}[] = await Promise.all(
  readdirSync(folder)
    .filter(name => name.endsWith('.ts') && !name.startsWith('_'))
    .sort()
    .map(async name => ({
      id: name.slice(0, -3),
      dialect: ((await import(`${folder}${name}`)) as {default: Dialect}).default,
    })),
)

/** The dialect with this id. */
export const dialectNamed = (id: string): Dialect => {
  const found = allDialects.find(entry => entry.id === id)
  if (!found) throw new Error(`no dialect ${id}`)
  return found.dialect
}

export interface Reading {
  readonly records: readonly HardwareErrorRecord[]
  readonly facts: readonly PlatformFact[]
  readonly notices: readonly ParseNotice[]
}

/** Feeds lines to a fresh reader and ends the input. */
export const readLogLines = (lines: readonly LogLine[], dialects: readonly Dialect[]): Reading => {
  const reader = createRecordReader(dialects)
  const outputs = [...lines.map(line => reader.step(line)), reader.end(0)]
  return {
    records: outputs.flatMap(output => output.records ?? []),
    facts: outputs.flatMap(output => output.facts ?? []),
    notices: outputs.flatMap(output => output.notices ?? []),
  }
}

/** Reads a text with the given dialects, every one of the folder when none is given. */
export const readText = (
  text: string,
  dialects: readonly Dialect[] = allDialects.map(entry => entry.dialect),
): Reading =>
  readLogLines(
    linesOf(
      text,
      dialects.flatMap(dialect => dialect.literals),
    ),
    dialects,
  )
