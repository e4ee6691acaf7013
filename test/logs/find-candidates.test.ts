import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {countNewlines} from '../../src/logs/count-newlines.js'
import {createCandidateFinder} from '../../src/logs/find-candidates.js'

const piece = fc.constantFrom(
  'TSC ',
  'TS',
  'C ',
  'mory failure',
  'Memory failure: ',
  'EDAC ',
  'x',
  ' ',
  '\n',
  'Ma',
  'Machine Check',
  'ü',
  '[Hardware Error]: ',
)
const text = fc.array(piece, {maxLength: 30}).map(parts => Buffer.from(parts.join('')))
const literals = fc.uniqueArray(
  fc.constantFrom('TSC ', 'mory fail', 'Memory failure: ', 'EDAC ', '[Hardware Error]: ', 'Check', 'xx', 'Mü', 'ailu'),
  {minLength: 1},
)

/** Where each occurrence of each literal begins. */
const occurrences = (bytes: Buffer, words: readonly string[], from: number, to: number): ReadonlySet<number> => {
  const found = new Set<number>()
  for (const word of words)
    for (let at = bytes.indexOf(word, from); at >= 0; at = bytes.indexOf(word, at + 1))
      if (at + Buffer.byteLength(word) <= to) found.add(at)
  return found
}

describe('finding candidates', () => {
  it('finds a literal where there is one, and none where there is none', () => {
    fc.assert(
      fc.property(text, literals, fc.nat(40), fc.nat(40), (bytes, words, a, b) => {
        const [from, to] = [Math.min(a, bytes.length), Math.min(Math.max(a, b), bytes.length)]
        const all = occurrences(bytes, words, from, to)
        const at = createCandidateFinder(words).next(bytes, from, to)
        if (all.size === 0) expect(at).toBe(-1)
        else expect(all.has(at)).toBe(true)
      }),
      {numRuns: 3000},
    )
  })

  it('walks over every line that holds one', () => {
    fc.assert(
      fc.property(text, literals, (bytes, words) => {
        const finder = createCandidateFinder(words)
        const lines = bytes.toString('latin1').split('\n')
        const latin = words.map(word => Buffer.from(word).toString('latin1'))
        let at = 0
        for (const line of lines) {
          const found = finder.next(bytes, at, at + line.length) >= 0
          expect(found).toBe(latin.some(word => line.includes(word)))
          at += line.length + 1
        }
      }),
      {numRuns: 2000},
    )
  })

  it('knows its longest literal, finds nothing without any, refuses what is too short', () => {
    expect(createCandidateFinder(['TSC ', 'Machine Check']).longest).toBe(13)
    expect(createCandidateFinder([]).next(Buffer.from('anything'), 0, 8)).toBe(-1)
    expect(() => createCandidateFinder(['TSC ', 'x'])).toThrow("'x'")
  })
})

describe('counting newlines', () => {
  it('counts as a simple loop would, from any place to any other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(10, 0, 11, 138, 9, 255), {maxLength: 3000}).map(bytes => Uint8Array.from(bytes)),
        fc.nat(3000),
        fc.nat(3000),
        (bytes, a, b) => {
          const [from, to] = [Math.min(a, b, bytes.length), Math.min(Math.max(a, b), bytes.length)]
          expect(countNewlines(bytes, from, to)).toBe(bytes.subarray(from, to).filter(byte => byte === 10).length)
        },
      ),
    )
    const full = new Uint8Array(5000).fill(10)
    expect(countNewlines(full.subarray(1), 2, 4999)).toBe(4997)
  })
})
