import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {Row} from '../../src/logs/row.js'
import {createRowSieve} from '../../src/logs/row-sieve.js'

const BEFORE = 2

/** Rows of a text as a framer hands them over; those that begin with `!` hold a literal, with `~` come behind a gap. */
const rowsOf = (texts: readonly string[]): readonly Row[] =>
  texts.map((marked, index) => ({
    line: index + 1,
    byteOffset: 0,
    bytes: Buffer.from(marked.replace(/^[!~]+/, '')),
    hit: /^~?!/.test(marked),
    afterGap: index === 0 || marked.startsWith('~'),
    unterminated: false,
    piece: false,
  }))

/** Lines of the rows that are kept, and of those that are passed over, each in the order of the calls. */
const sieve = (rows: readonly Row[]) => {
  const kept: number[] = []
  const passed: number[] = []
  const {take, settle} = createRowSieve(BEFORE, {
    keep: ({line}) => kept.push(line),
    passOver: ({line}) => passed.push(line),
  })
  for (const row of rows) take(row)
  settle()
  return {kept, passed}
}

const kernel = (text: string) => `Nov 23 04:12:09 db7 kernel: ${text}`
const sshd = (text: string) => `Nov 23 04:12:09 db7 sshd[4711]: ${text}`
const mcelog = (text: string) => `2026-11-23T04:12:09+01:00 db7 mcelog[12]: ${text}`

describe('rows around a literal', () => {
  it('are passed over where another program stamped them', () => {
    const rows = rowsOf([sshd('a'), `!${kernel('EDAC MC0: 1 CE')}`, sshd('b'), kernel('more'), sshd('c')])
    expect(sieve(rows)).toEqual({kept: [2, 4], passed: [1, 3, 5]})
  })

  it('are kept where their program wrote the record, be it further down', () => {
    const rows = [
      `!${kernel('EDAC')}`,
      mcelog('MCE 0'),
      mcelog('CPU 1'),
      `!${mcelog('STATUS 1')}`,
      sshd('x'),
      mcelog('y'),
    ]
    expect(sieve(rowsOf(rows))).toEqual({kept: [1, 2, 3, 4, 6], passed: [5]})
  })

  it('are not kept for a record that begins too far below, or behind a gap', () => {
    const far = [`!${kernel('EDAC')}`, mcelog('a'), kernel('b'), kernel('c'), `!${mcelog('STATUS 1')}`]
    expect(sieve(rowsOf(far)).passed).toEqual([2])
    expect(sieve(rowsOf([`!${kernel('EDAC')}`, mcelog('a'), `~${kernel('b')}`])).passed).toEqual([2])
  })

  it('are kept in any other form', () => {
    const others = [
      ...['', 'STATUS 1 MCGSTATUS 5', '[  123.456789] mce: x', kernel('x'), 'Nov 23 04:12:09 db7 rasdaemon: x'],
      ...[
        sshd('login: [  123.456789] mce: x'),
        sshd('größe'),
        sshd('a\tb'),
        'Nov 23 04:12:09 sshd[1]: x',
        `<13>${sshd('x')}`,
      ],
      ...['Nov 23 04:12:09 db7 sshd[x]: y', 'Nov 23 04:12:09 db7 sshd[1]:y', 'Nov 23 04:12:09 db7 sshd[]: y'],
    ]
    for (const other of others) expect(sieve(rowsOf([`!${kernel('EDAC')}`, other])).kept, other).toEqual([1, 2])
    const [hit, row] = rowsOf([`!${kernel('EDAC')}`, sshd('x')])
    expect(hit && row && sieve([hit, {...row, piece: true}]).kept).toEqual([1, 2])
  })

  it('are all kept near a literal in a row of another form', () => {
    expect(sieve(rowsOf([sshd('a'), '![  123.456789] EDAC MC0: 1 CE', sshd('b')])).kept).toEqual([1, 2, 3])
    const later = [`![  1.5] EDAC`, ...Array.from({length: 8}, () => `!${kernel('EDAC')}`), sshd('b')]
    expect(sieve(rowsOf(later)).passed).toEqual([10])
  })

  it('keep their order, and none is lost', () => {
    const text = fc.constantFrom(kernel('x'), sshd('x'), mcelog('x'), 'bare', '', '[  1.5] x')
    const row = fc.tuple(fc.constantFrom('', '', '!', '~', '~!'), text).map(parts => parts.join(''))
    fc.assert(
      fc.property(fc.array(row, {maxLength: 20}), texts => {
        const rows = rowsOf(texts)
        const {kept, passed} = sieve(rows)
        expect([...kept, ...passed].sort((a, b) => a - b)).toEqual(rows.map(({line}) => line))
        for (const lines of [kept, passed]) expect(lines).toEqual([...lines].sort((a, b) => a - b))
        for (const {line, hit} of rows) if (hit) expect(kept).toContain(line)
      }),
      {numRuns: 3000},
    )
  })
})
