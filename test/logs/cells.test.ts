import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {CELL_BYTES, leapFrom, markCells, UNSEEN} from '../../src/logs/cells.js'
import {createCandidateFinder} from '../../src/logs/find-candidates.js'
import type {LogLine} from '../../src/logs/log-line.js'
import type {PlainBytes} from '../../src/logs/read-in-place.js'
import {type LineSummary, readLines} from '../../src/logs/read-lines.js'
import {searchTerms} from '../../src/logs/search-terms.js'
import {envelopes} from './built-in-envelopes.js'
import {inChunks, LITERALS} from './read-text.js'

/** A text in memory that is read in place; what lies ahead is known where it was marked, `step` cells at a time. */
const inMemory = (text: Uint8Array, step?: number): PlainBytes & {readonly bytesRead: () => number} => {
  const finder = createCandidateFinder(searchTerms(LITERALS))
  let bytesRead = 0
  const marks = step === undefined ? new Int32Array(0) : markCells(finder, text, 0, text.length)
  const seen = new Int32Array(marks.length).fill(UNSEEN)
  // What lies ahead is marked in stretches, every third of which nobody sees.
  const cells = (at: number): Int32Array => {
    const stretch = Math.floor(at / CELL_BYTES / (step ?? 1))
    const [from, to] = [stretch * (step ?? 1), (stretch + 1) * (step ?? 1)]
    if (stretch % 3 !== 2) seen.set(marks.subarray(from, to), from)
    return seen
  }
  return {
    read(into, at) {
      const some = text.subarray(at, at + into.length)
      into.set(some)
      bytesRead += some.length
      return some.length
    },
    ...(step === undefined ? {} : {ahead: cells}),
    close: () => {},
    bytesRead: () => bytesRead,
  }
}

const read = async (
  text: Uint8Array,
  file?: PlainBytes,
): Promise<{lines: readonly LogLine[]; summary: LineSummary}> => {
  const reading = readLines(inChunks(text, 100_000), {
    input: 0,
    literals: LITERALS,
    envelopes,
    ...(file === undefined ? {} : {plain: async () => file}),
  })
  const lines: LogLine[] = []
  for await (const batch of reading.batches) lines.push(...batch)
  return {lines, summary: reading.summary()}
}

const quiet = 'Nov 23 04:12:09 rx01 sshd[4711]: Accepted publickey for deploy from 10.0.0.7 port 50022 ssh2\n'
const bare = 'no stamp on this line at all, nor a word about memory\n'
const hit = 'Nov 23 04:12:10 rx01 kernel: EDAC MC0: 1 CE memory read error on CPU_SrcID#0 (channel:0 slot:0)\n'
const split = `${'x'.repeat(2 * CELL_BYTES)}EDAC MC1: late\n`

const parts = fc.array(
  fc.tuple(
    fc.constantFrom(quiet, quiet, bare, hit, split, 'x'.repeat(90_000), '\n', 'größe\r\n'),
    fc.integer({min: 1, max: 900}),
  ),
  {minLength: 1, maxLength: 14},
)
const texts = parts.map(all =>
  Buffer.from(all.map(([text, times]) => text.repeat(text.length > 200 || text === hit ? 1 : times)).join('')),
)

describe('reading in place', () => {
  it('gives the lines that reading in chunks gives, whether or not others look ahead', async () => {
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom(undefined, 1, 5, 1000), async (text, step) => {
        expect(await read(text, inMemory(text, step))).toEqual(await read(text))
      }),
      {numRuns: 150},
    )
  })

  it('finds literals that lie over the ends of cells, and reads little of what holds none', async () => {
    for (const shift of [1, 3, 7, 13, 40]) {
      const text = Buffer.from(quiet.repeat(12_000))
      const at = 40 * CELL_BYTES - shift
      text.write('\nEDAC MC0: 1 CE over the end of a cell\n', at)
      const file = inMemory(text, 8)
      const {lines, summary} = await read(text, file)
      expect(lines.filter(line => line.hit).map(line => line.text)).toEqual(['EDAC MC0: 1 CE over the end of a cell'])
      expect({lines, summary}).toEqual(await read(text))
    }
    const large = Buffer.from(quiet.repeat(300_000))
    const file = inMemory(large, 1000)
    expect(await read(large, file)).toEqual(await read(large))
    expect(file.bytesRead()).toBeLessThan(large.length * 0.6)
  })
})

describe('leaping', () => {
  const marks = Int32Array.from([5, 5, 5, 5, 5, 5, -1, 9, 9, 9])

  it('leaves room for the context of what lies ahead, and never passes a clock', () => {
    expect(leapFrom(marks, 0, 1e9, 2)).toEqual({at: 5 * CELL_BYTES, lines: 25})
    expect(leapFrom(marks, 0, 4 * CELL_BYTES + 7, 2)).toEqual({at: 3 * CELL_BYTES, lines: 15})
    expect(leapFrom(marks, 0, 1e9, 6)).toEqual({at: 4 * CELL_BYTES, lines: 20})
    expect(leapFrom(marks, 6 * CELL_BYTES, 1e9, 2)).toBeUndefined()
    expect(leapFrom(Int32Array.from([5, 5, UNSEEN, 5, 5, 5]), 0, 1e9, 2)).toBeUndefined()
  })

  it('reads on where cells hold too few lines', () => {
    expect(leapFrom(Int32Array.from([0, 0, 1, 0, 0, 0, 1, 0, -1, 0]), 0, 1e9, 2)).toBeUndefined()
  })
})
