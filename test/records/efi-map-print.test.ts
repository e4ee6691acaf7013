import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {PlatformFact} from '../../src/records/platform-fact.js'
import {dialectNamed, readText} from './read-text.js'

// Memory maps printed as each kernel generation prints them must be read back, and a cut row never loses its mirror bit.

interface Region {
  readonly start: bigint
  /** Exclusive. */
  readonly end: bigint
  readonly mirrored: boolean
  readonly type: string
  readonly number: number
}

const PAGE = 4096n

const map: fc.Arbitrary<readonly Region[]> = fc
  .array(
    fc.record({
      gap: fc.bigInt({min: 0n, max: 1n << 20n}),
      pages: fc.bigInt({min: 1n, max: 1n << 22n}),
      mirrored: fc.boolean(),
      type: fc.constantFrom(['Conventional', 7], ['Boot Code', 3], ['Loader Data', 2], ['Reserved', 0], ['MMIO', 11]),
    }),
    {minLength: 1, maxLength: 12},
  )
  .map(rows => {
    let at = 0n
    return rows.map(({gap, pages, mirrored, type}) => {
      const start = at + gap * PAGE
      at = start + pages * PAGE
      return {start, end: at, mirrored, type: String(type[0]), number: Number(type[1])}
    })
  })

const hex = (value: bigint, width: number): string => `0x${value.toString(16).padStart(width, '0')}`
const two = (index: number): string => String(index).padStart(2, '0')
const halfOpen = (r: Region): string => `range=[${hex(r.start, 16)}-${hex(r.end, 16)}) (${(r.end - r.start) >> 20n}MB)`
const inclusive = (r: Region): string =>
  `range=[${hex(r.start, 16)}-${hex(r.end - 1n, 16)}] (${(r.end - r.start) >> 20n}MB)`
const mr = (r: Region): string => (r.mirrored ? 'MR' : '  ')

const generations: readonly {readonly name: string; readonly row: (r: Region, index: number) => string}[] = [
  {
    name: 'el7',
    row: (r, i) => `efi: mem${two(i)}: type=${r.number}, attr=${hex(r.mirrored ? 0x1000fn : 0xfn, 0)}, ${halfOpen(r)}`,
  },
  {
    name: '4.4',
    row: (r, i) => `efi: mem${two(i)}: [${r.type.padEnd(19)}|   |${mr(r)}|  |  |  |  |   |WB|WT|WC|UC] ${halfOpen(r)}`,
  },
  {
    name: '4.19',
    row: (r, i) =>
      `efi: mem${two(i)}: [${r.type.padEnd(19)}|   |${mr(r)}|  |  |  |  |  |   |WB|WT|WC|UC] ${inclusive(r)}`,
  },
  {
    name: '6.12',
    row: (r, i) =>
      `efi: mem${two(i)}: [${r.type.padEnd(12)}|   |  |${mr(r)}|  |  |  |  |  |  |  |   |WB|WT|WC|UC] ${inclusive(r)}`,
  },
  {
    name: '6.12 with unknown attributes',
    row: (r, i) =>
      `efi: mem${two(i)}: [${r.type.padEnd(12)}|attr=${hex(r.mirrored ? 0x10000001000fn : 0x10000000000fn, 16)}] ${inclusive(r)}`,
  },
  {
    name: 'arm64',
    row: r =>
      `efi:   ${hex(r.start, 12)}-${hex(r.end - 1n, 12)} [${r.type.padEnd(12)}|   |  |${mr(r)}|  |  |  |  |  |  |  |   |WB|WT|WC|  ]`,
  },
]

const read = (text: string) => readText(text, [dialectNamed('efi-memory-map')])

const regions = (facts: readonly PlatformFact[]) =>
  facts.flatMap(fact =>
    fact.fact === 'efi-memory-region'
      ? [{start: fact.start, end: fact.end, mirrored: fact.mirrored, map: fact.map}]
      : [],
  )

describe.each(generations)('a memory map as $name prints it', ({row}) => {
  it('is read back', () => {
    fc.assert(
      fc.property(map, printed => {
        const reading = read(`${printed.map(row).join('\n')}\n`)
        expect(reading.notices).toEqual([])
        expect(regions(reading.facts)).toEqual(
          printed.map(({start, end, mirrored}) => ({start, end, mirrored, map: 0})),
        )
      }),
      {numRuns: 100},
    )
  })

  it('printed twice, is two maps', () => {
    fc.assert(
      fc.property(map, printed => {
        const rows = printed.map(row)
        fc.pre(rows.length > 1)
        const reading = read(`${[...rows, ...rows].join('\n')}\n`)
        expect(regions(reading.facts).map(region => region.map)).toEqual([...rows.map(() => 0), ...rows.map(() => 1)])
      }),
      {numRuns: 50},
    )
  })

  it('cut anywhere, gives only regions of the whole', () => {
    fc.assert(
      fc.property(map, fc.nat(), (printed, cut) => {
        const text = printed.map(row).join('\n')
        const known = printed.map(({start, end, mirrored}) => ({start, end, mirrored, map: 0}))
        for (const region of regions(read(text.slice(0, cut % (text.length + 1))).facts))
          expect(known).toContainEqual(region)
      }),
      {numRuns: 200},
    )
  })

  it('wrapped at 80 columns, is read back', () => {
    fc.assert(
      fc.property(map, printed => {
        const wrapped = printed.map(row).map(text => text.replace(/(.{80})(?=.)/g, '$1\n'))
        expect(
          regions(read(`${wrapped.join('\n')}\n`).facts).map(({start, end, mirrored}) => ({start, end, mirrored})),
        ).toEqual(printed.map(({start, end, mirrored}) => ({start, end, mirrored})))
      }),
      {numRuns: 50},
    )
  })
})
