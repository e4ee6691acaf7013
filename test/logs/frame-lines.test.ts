import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {createCandidateFinder} from '../../src/logs/find-candidates.js'
import {createFramer} from '../../src/logs/frame-lines.js'
import newline from '../../src/logs/framings/newline.js'
import {readLines} from '../../src/logs/read-lines.js'
import type {FrameLimits, Row} from '../../src/logs/row.js'
import {readText} from './read-text.js'

const SMALL: FrameLimits = {lineBytes: 24, blockBytes: 1, before: 2, after: 3, clockBytes: 40}

type Told = Omit<Row, 'bytes'> & {readonly text: string}

const frame = (text: Uint8Array, chunk: number, limits: FrameLimits) => {
  const rows: Told[] = []
  const clocks: number[] = []
  const framer = createFramer(
    {framing: newline, start: 0, finder: createCandidateFinder(['EDAC ', 'MCE 0x', 'needle']), limits},
    {
      row: ({bytes, ...rest}) => void rows.push({...rest, text: Buffer.from(bytes).toString('latin1')}),
      clock: row => clocks.push(row.byteOffset) > 0 && row.bytes.includes(64),
    },
  )
  for (let at = 0; at < text.length; at += chunk) framer.push(text.subarray(at, at + chunk))
  return {totals: framer.end(), rows, clocks}
}

const words = fc.constantFrom(
  'a',
  '\n',
  '\n\n',
  'EDAC ',
  'MCE 0x',
  'needle',
  'EDA',
  ' @ ',
  'x'.repeat(30),
  'größe',
  '\r',
  '\0',
  'bcdef',
)
const texts = fc.array(words, {maxLength: 60}).map(parts => Buffer.from(parts.join('')))

describe('framing', () => {
  it('gives the same rows however the text comes in chunks', () => {
    fc.assert(
      fc.property(texts, fc.integer({min: 1, max: 50}), fc.integer({min: 1, max: 64}), (text, chunk, blockBytes) => {
        const whole = frame(text, text.length + 1, {...SMALL, blockBytes: 1 << 20})
        expect(frame(text, chunk, {...SMALL, blockBytes})).toEqual(whole)
      }),
      {numRuns: 2000},
    )
  })

  it('delivers every line that holds a literal, with its number and offset', () => {
    fc.assert(
      fc.property(texts, fc.integer({min: 1, max: 50}), (text, chunk) => {
        const limits = {...SMALL, lineBytes: 4096, blockBytes: 16}
        const {rows, totals} = frame(text, chunk, limits)
        const lines = text.toString('latin1').split('\n')
        const holding = lines.flatMap((line, index) => (/EDAC |MCE 0x|needle/.test(line) ? [index + 1] : []))
        expect(rows.filter(row => row.hit).map(row => row.line)).toEqual(holding)
        for (const row of rows) {
          expect(row.text).toBe(lines[row.line - 1])
          expect(row.byteOffset).toBe(lines.slice(0, row.line - 1).reduce((sum, line) => sum + line.length + 1, 0))
          expect(holding.some(line => row.line >= line - limits.before && row.line <= line + limits.after)).toBe(true)
        }
        const told = rows.map(row => row.line)
        expect(rows.map(row => row.afterGap)).toEqual(told.map((line, index) => line !== (told[index - 1] ?? 0) + 1))
        expect(totals).toEqual({
          lines: text.toString('latin1').replace(/\n$/, '').split('\n').length - (text.length === 0 ? 1 : 0),
          bytes: text.length,
        })
      }),
      {numRuns: 1000},
    )
  })

  it('finds every literal of a line that is longer than memory allows, none cut in two', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({min: 0, max: 70}), {minLength: 1, maxLength: 12}),
        fc.integer({min: 1, max: 90}),
        (gaps, chunk) => {
          const text = Buffer.from(gaps.map(gap => `${'.'.repeat(gap)}needle`).join(''))
          const {rows, totals} = frame(text, chunk, SMALL)
          const found = rows.reduce((sum, row) => sum + row.text.split('needle').length - 1, 0)
          expect(found).toBe(gaps.length)
          expect(rows.every(row => row.line === 1 && row.text.length <= SMALL.lineBytes)).toBe(true)
          expect(totals).toEqual({lines: 1, bytes: text.length})
        },
      ),
      {numRuns: 1000},
    )
  })

  it('says which rows are pieces and which line has no end', () => {
    const {rows} = frame(Buffer.from(`needle ${'y'.repeat(30)}\nneedle`), 7, SMALL)
    expect(rows.map(({line, piece, unterminated, byteOffset}) => [line, piece, unterminated, byteOffset])).toEqual([
      [1, true, false, 0],
      [1, true, false, 24],
      [2, false, true, 38],
    ])
  })

  it('asks for the time at the start, at every boundary and at the end', () => {
    const line = 'a line of twenty @@@\n'
    const {clocks} = frame(Buffer.from(line.repeat(10)), 13, SMALL)
    expect(clocks).toEqual([0, 42, 84, 126, 168, 189])
  })

  it('holds little of an endless line', async () => {
    const block = Buffer.alloc(1 << 20, 'z')
    const chunks = async function* () {
      for (let index = 0; index < 100; index += 1) yield block
      yield Buffer.from('EDAC MC0: 1 CE late\n')
    }
    const before = process.memoryUsage.rss()
    let most = 0
    const reading = readLines(chunks(), {input: 0, literals: ['EDAC '], envelopes: []})
    const lines = []
    for await (const batch of reading.batches) {
      lines.push(...batch)
      most = Math.max(most, process.memoryUsage.rss() - before)
    }
    expect(lines.filter(line => line.hit)).toHaveLength(1)
    expect(lines.at(-1)?.text).toContain('EDAC MC0: 1 CE late')
    expect(most).toBeLessThan(150 * 1024 * 1024)
    expect(reading.summary().notices).toMatchObject([{code: 'line-too-long', count: 3}])
    expect(reading.summary().bytes).toBe(100 * (1 << 20) + 20)
  })
})

describe('encodings', () => {
  const TEXT = 'größe 𝄞 first\r\n[    1.500000] EDAC MC0: 1 CE x\r\n\r\n[    1.600000] EDAC MC1: 接続\r\nlast'

  it.each([
    ['utf-16le', Buffer.from([0xff, 0xfe]), (text: string) => Buffer.from(text, 'utf16le')],
    ['utf-16be', Buffer.from([0xfe, 0xff]), (text: string) => Buffer.from(text, 'utf16le').swap16()],
  ])('reads %s with its mark, positions counted in the file', async (_, mark, encode) => {
    for (const chunk of [1, 3, 1000]) {
      const {lines, summary} = await readText(Buffer.concat([mark, encode(TEXT)]), {chunk, limits: {blockBytes: 8}})
      expect(lines.map(line => line.text)).toEqual(['größe 𝄞 first', 'EDAC MC0: 1 CE x', '', 'EDAC MC1: 接続', 'last'])
      for (const {position} of lines) {
        const before = TEXT.split('\n')
          .slice(0, position.line - 1)
          .map(line => `${line}\n`)
          .join('')
        expect(position.byteOffset).toBe(2 + encode(before).length)
      }
      expect(summary).toMatchObject({lines: 5, bytes: 2 + encode(TEXT).length})
    }
  })

  it('reads UTF-16 that lost its mark', async () => {
    const {lines} = await readText(Buffer.from('[    1.500000] EDAC MC0: 1 CE x\n', 'utf16le'))
    expect(lines.map(line => line.text)).toEqual(['EDAC MC0: 1 CE x'])
  })

  it('passes over a UTF-8 mark', async () => {
    const {lines, summary} = await readText('\ufeffEDAC MC0: x\n')
    expect(lines).toMatchObject([{text: 'EDAC MC0: x', position: {line: 1, byteOffset: 3}}])
    expect(summary.bytes).toBe(15)
  })

  it('replaces what is no UTF-8, and says so once with a count', async () => {
    const bad = Buffer.concat([
      Buffer.from('EDAC MC0: '),
      Buffer.from([0xff, 0xc3]),
      Buffer.from(' x\nEDAC MC1: \ufffd\n'),
    ])
    const {lines, summary} = await readText(Buffer.concat([bad, bad]))
    expect(lines[0]?.text).toBe('EDAC MC0: \ufffd\ufffd x')
    expect(summary.notices).toMatchObject([{code: 'bad-utf8', count: 2, positions: [{line: 1}, {line: 3}]}])
  })
})
