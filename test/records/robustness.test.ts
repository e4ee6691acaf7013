import {readdirSync, readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {dialectNamed, type Reading, readText} from './read-text.js'

const root = fileURLToPath(new URL('./dialects/', import.meta.url))
const ids = ['kernel-context', 'kernel-mce', 'kernel-panic', 'memory-failure']
const dialects = ids.map(dialectNamed)
const fixtures = ids.flatMap(id =>
  readdirSync(root + id)
    .filter(name => name.endsWith('.log'))
    .map(name => ({name: `${id}/${name}`, text: readFileSync(`${root}${id}/${name}`, 'utf8')})),
)

/** Raw texts of the lines that a reading accounts for: in a record, or in a notice. */
const accounted = (reading: Reading, rows: readonly string[]): Set<string> =>
  new Set([
    ...reading.records.flatMap(record => record.evidence.map(line => line.text)),
    ...reading.notices.flatMap(notice => notice.positions.map(position => rows[position.line - 1] ?? '')),
  ])

/** Values of a record by field, without what says where it was read. */
const values = (record: object): readonly (readonly [string, string])[] =>
  Object.entries(record)
    .filter(
      ([name]) => !['evidence', 'envelope', 'partial', 'reporterSays', 'message', 'action', 'cause'].includes(name),
    )
    .map(([name, value]) => [
      name,
      JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? part.toString(16) : part)),
    ])

/** Every value read from a text, as `field=value`. */
const allValues = (reading: Reading): Set<string> =>
  new Set(reading.records.flatMap(record => values(record).map(([name, value]) => `${name}=${value}`)))

describe.each(fixtures)('$name', ({name, text}) => {
  const whole = readText(text, dialects)
  const wrapped = /screen-width|broken-lines/.test(name)

  it('cut at any byte gives no value that the whole does not have', () => {
    const known = allValues(whole)
    for (let end = 0; end <= text.length; end++) {
      const reading = readText(text.slice(0, end), dialects)
      if (wrapped) continue
      const invented = [...allValues(reading)].filter(value => !known.has(value))
      expect(invented, `cut at ${end}: ${text.slice(Math.max(0, end - 60), end)}`).toEqual([])
    }
  })

  it('cut inside a record says so', () => {
    for (let end = 0; end <= text.length; end++) {
      const reading = readText(text.slice(0, end), dialects)
      const partial = reading.records.filter(record => record.partial === true)
      expect(reading.notices.length, `cut at ${end}`).toBeGreaterThanOrEqual(partial.length)
    }
  })

  it('without any one line keeps account of all others', () => {
    const rows = text.split('\n')
    const before = accounted(whole, rows)
    rows.forEach((_, index) => {
      const rest = rows.toSpliced(index, 1)
      const now = accounted(readText(rest.join('\n'), dialects), rest)
      const lost = rest.filter(row => row.includes('Hardware Error]: ') && before.has(row) && !now.has(row))
      expect(lost).toEqual([])
    })
  })

  it('shuffled, loses no line of a record', () => {
    const rows = text.split('\n')
    const before = accounted(whole, rows)
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, {minLength: rows.length}), shuffled => {
        const now = accounted(readText(`${shuffled.join('\n')}\n`, dialects), shuffled)
        const lost = shuffled.filter(row => row.includes('Hardware Error]: ') && before.has(row) && !now.has(row))
        expect(lost).toEqual([])
      }),
      {numRuns: 30},
    )
  })

  it.each([
    ['CRLF', (row: string) => `${row}\r`],
    ['colours', (row: string) => `\u001b[32m${row}\u001b[0m`],
    ['NULs', (row: string) => `\0\0${row}\0`],
    ['trailing blanks', (row: string) => `${row}     `],
  ])('reads the same with %s', (_, dress) => {
    if (wrapped || !text.endsWith('\n')) return
    const dressed = `${text.slice(0, -1).split('\n').map(dress).join('\n')}\n`
    const reading = readText(dressed, dialects)
    expect(reading.records.map(values)).toEqual(whole.records.map(values))
    expect(reading.notices.map(notice => notice.code)).toEqual(whole.notices.map(notice => notice.code))
  })
})

describe('hostile text', () => {
  it('never throws, and never gives a machine check without a handler word', () => {
    const word = fc.constantFrom(
      'CPU 3: Machine Check',
      ' Exception',
      ': ',
      '5',
      ' Bank 7: ',
      'be00000000010091',
      'TSC ',
      'ADDR ',
      'MISC ',
      'ffffffffffffffffff',
      'PROCESSOR 0:50654',
      ' TIME ',
      ' SOCKET ',
      'RIP ',
      '!INEXACT! ',
      '10:<',
      '>',
      '{',
      '}',
      '[Hardware Error]: ',
      'mce: ',
      '…',
      '...',
      '\n',
      '\n',
      'Memory failure: 0x',
      '1fa3c5: ',
      'recovery action for ',
      ': Recovered',
      '[   12.345678] ',
      '=',
      '\u0000',
      '\ud800',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string({maxLength: 8})), {maxLength: 40}), words => {
        const reading = readText(words.join(''), dialects)
        for (const notice of reading.notices) expect(notice.code).not.toBe('dialect-failed')
      }),
      {numRuns: 2000},
    )
  })

  it.each([
    'TSC 1 ',
    'CPU 1: Machine Check',
    '[Hardware Error]: ',
    'Memory failure: 0x1: ',
    ' ',
    '=',
    '{',
    'RIP ',
    'mce: ',
    'a1 kernel:',
    '[    1.000001] ',
    'a mce: [Hardware Error]: ',
    "' ",
  ])('comes to the end of a long line of %j, as no quadratic reading would', {timeout: 15_000}, piece => {
    expect(readText(`${piece.repeat(8_000)}\n`, dialects).records.length).toBeLessThanOrEqual(1)
  })
})
