import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {builtIns} from '../../src/built-ins.js'
import {countNewlines} from '../../src/logs/count-newlines.js'
import {type CandidateFinder, createCandidateFinder, type Searcher} from '../../src/logs/find-candidates.js'
import {compileScan} from '../../src/logs/scan/simd-search.js'
import {searchTerms} from '../../src/logs/search-terms.js'

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

  it('tells of overlapping literals the one that begins first', () => {
    const finder = createCandidateFinder(['xxMachine Check', 'Machine', 'cxxMachine Ch'])
    expect(finder.next(Buffer.from('abcxxMachine Check'), 0, 18)).toBe(2)
    expect(finder.next(Buffer.from('abcxxMachine Check'), 3, 18)).toBe(3)
    expect(finder.next(Buffer.from('abcxxMachine Check'), 3, 17)).toBe(5)
  })

  it('knows its longest literal, finds nothing without any, refuses what is too short', () => {
    expect(createCandidateFinder(['TSC ', 'Machine Check']).longest).toBe(13)
    expect(createCandidateFinder([]).next(Buffer.from('anything'), 0, 8)).toBe(-1)
    expect(() => createCandidateFinder(['TSC ', 'x'])).toThrow("'x'")
  })
})

/** A finder that uses one searcher from the first byte on. */
const finderBy = (words: readonly string[], searcher: Searcher): CandidateFinder =>
  createCandidateFinder(words, {searcher, paysBytes: 0})

/** The text in the finder's own room, at some place. */
const inRoom = (finder: CandidateFinder, bytes: Uint8Array, at: number): Uint8Array => {
  const room = finder.room(at + bytes.length, new Uint8Array(0))
  room.fill(65, 0, at + bytes.length + 64)
  room.set(bytes, at)
  // Lent again at the next call, which is then the only one to use it.
  finder.giveBack(room)
  return room.subarray(at, at + bytes.length)
}

describe('searchers', () => {
  it('are SIMD on every engine that is supported', () => {
    expect(compileScan()).toBeDefined()
  })

  it('find the same in SIMD and in JavaScript, whatever stands around the text', () => {
    const words = fc.uniqueArray(
      fc.constantFrom('TSC ', 'mory fail', 'Memory failure: ', 'EDAC ', '[Hardware Error]: ', 'Check', 'Mü x', 'ailu'),
      {minLength: 1},
    )
    fc.assert(
      fc.property(text, words, fc.nat(70), fc.nat(90), fc.nat(200), (bytes, chosen, at, a, b) => {
        const [from, to] = [Math.min(a, b, bytes.length), Math.min(Math.max(a, b), bytes.length)]
        const [own, plain] = [finderBy(chosen, 'simd'), finderBy(chosen, 'javascript')]
        const placed = inRoom(own, bytes, at)
        expect(own.next(placed, from, to)).toBe(plain.next(bytes, from, to))
        expect(own.newlines(placed, from, to)).toBe(plain.newlines(bytes, from, to))
      }),
      {numRuns: 300},
    )
  })

  it('find in SIMD every literal of every dialect at every address, and no text that looks like one but for a byte', () => {
    const terms = searchTerms(builtIns.dialects.flatMap(({value}) => value.literals))
    const [own, plain] = [finderBy(terms, 'simd'), finderBy(terms, 'javascript')]
    for (const term of terms) {
      const whole = Buffer.from(`..${term}..`)
      for (const at of [6, 7])
        expect(own.next(inRoom(own, whole, at), 0, whole.length)).toBe(plain.next(whole, 0, whole.length))
      for (let at = 2; at < whole.length - 2; at += 1) {
        const bent = Buffer.from(whole)
        bent[at] = (bent[at] ?? 0) ^ 0x21
        expect(own.next(inRoom(own, bent, 3), 0, bent.length)).toBe(plain.next(bent, 0, bent.length))
      }
    }
  })

  it('count newlines of any number in SIMD', () => {
    const finder = finderBy(['EDAC '], 'simd')
    for (const length of [0, 1, 15, 16, 17, 4079, 4080, 4081, 4096, 8193, 70_000]) {
      const full = inRoom(finder, new Uint8Array(length).fill(10), 5)
      expect(finder.newlines(full, 0, length)).toBe(length)
      expect(finder.newlines(full, Math.min(3, length), length)).toBe(Math.max(0, length - 3))
    }
  })

  it('leave small inputs to JavaScript and lend rooms again', () => {
    const finder = createCandidateFinder(['EDAC '])
    const none = new Uint8Array(0)
    expect(finder.room(5000, none)).toHaveLength(5000)
    const large = finder.room(2_000_000, none)
    const other = finder.room(3000, none)
    expect(other.length).toBeGreaterThan(3000)
    expect(finder.room(4000, other)).toBe(other)
    finder.giveBack(large)
    expect(finder.room(1000, none)).toBe(large)
  })

  it('search in JavaScript where a literal is too short for the tables', () => {
    const finder = createCandidateFinder(['xyz', 'EDAC '], {paysBytes: 0})
    const room = inRoom(finder, Buffer.from('..xyz'), 0)
    expect(finder.next(room, 0, room.length)).toBe(2)
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
