import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {addressScale} from '../../src/report/charts/_address-scale.js'
import {placeLabels, textWidth} from '../../src/report/charts/_marks.js'
import {openChartHost} from '../../src/report/charts/_svg-host.js'
import type {Block} from '../../src/report/document.js'
import {fleetDocument} from '../../src/report/fleet/fleet-document.js'
import {FLEETS} from './fixtures/fleets.js'
import {FIXTURES} from './fixtures/index.js'
import {charts, documentOf} from './render.js'

const WORDS = {key: 'k', title: 'Title', description: 'Description'}
const host = await openChartHost()

const documents = [
  ...Object.entries(FIXTURES).map(([name, analysis]) => ({name, document: documentOf(analysis)})),
  ...Object.entries(FLEETS).map(([name, fleet]) => ({name, document: fleetDocument(fleet)})),
]

const chartBlocks = (id: string): {name: string; block: Extract<Block, {block: 'chart'}>}[] =>
  documents.flatMap(({name, document}) =>
    document.sections
      .flatMap(section => section.blocks)
      .flatMap(block => (block.block === 'chart' && block.chart === id ? [{name, block}] : [])),
  )

describe.each(charts)('chart $id', ({id, value}) => {
  const blocks = chartBlocks(id)

  it('is named for its file and drawn somewhere', () => {
    expect(value.id).toBe(id)
    expect(blocks.length).toBeGreaterThan(1)
  })

  it.each([940, 340])('has a title, a description, sane numbers and equal bytes at %d px', width => {
    for (const {block} of blocks) {
      const svg = host.draw(value, block.data, WORDS, width)
      expect(svg).toContain('<title id="k-title">Title</title>')
      expect(svg).toContain('aria-labelledby="k-title k-desc"')
      expect(svg).not.toMatch(/NaN|Infinity|undefined/)
      expect(host.draw(value, block.data, WORDS, width)).toBe(svg)
      for (const [, d] of svg.matchAll(/id="([^"]+)"/g)) expect(d).toMatch(/^k-/)
    }
  })

  it('keeps its texts inside the picture', () => {
    for (const width of [940, 340])
      for (const {name, block} of blocks.filter(({name: own}) => own !== 'hostile'))
        for (const [, x, anchor, text = ''] of host
          .draw(value, block.data, WORDS, width)
          .matchAll(/<text x="([-\d.]+)"[^>]*text-anchor="(\w+)"[^>]*>([^<]*)</g)) {
          const room = text.length * 6.2
          const from = anchor === 'end' ? Number(x) - room : anchor === 'middle' ? Number(x) - room / 2 : Number(x)
          expect([name, text, from >= -8 && from + room <= width + 8]).toEqual([name, text, true])
        }
  })

  it('draws with marks that do not grow with the errors', () => {
    for (const {block} of blocks) expect(host.draw(value, block.data, WORDS, 940).length).toBeLessThan(30_000)
  })

  it('refuses data of another shape by name', () => {
    expect(() => host.draw(value, 'nonsense', WORDS, 940)).toThrow(id)
  })
})

describe('empty charts', () => {
  it('say why', () => {
    const say = (id: string, data: unknown) => {
      const chart = charts.find(candidate => candidate.id === id)
      return chart === undefined ? '' : host.draw(chart.value, data, WORDS, 940)
    }
    expect(say('ladder', [])).toContain('No measure')
    expect(say('intervals', [])).toContain('No estimate')
    expect(say('timeline', {clock: 'utc', from: 0, to: 1e9, bars: [], marks: [], downs: [], boots: []})).toContain(
      'none logged',
    )
    expect(say('address-map', {end: 2 ** 36, mapKnown: false, regions: [], errors: []})).toContain('No error')
  })
})

describe('an address space that is mostly holes', () => {
  const GIB = 2 ** 30
  const region = (start: number, gib: number, kind: 'mirrored' | 'plain') => ({start, end: start + gib * GIB, kind})
  const sparse = {
    end: 0x2040_0000_0000,
    mapKnown: true,
    regions: [
      region(0x8000_0000, 2, 'mirrored'),
      region(0x80_8000_0000, 30, 'mirrored'),
      region(0x88_0000_0000, 96, 'plain'),
      region(0x2020_0000_0000, 128, 'plain'),
    ],
    errors: [{at: 0x1000_0000_0000, label: '0x100000000000', where: 'outside the map', grave: true}],
  }
  const draw = (data: unknown, width: number): string => {
    const chart = charts.find(({id}) => id === 'address-map')
    return chart === undefined ? '' : host.draw(chart.value, data, WORDS, width)
  }

  it('is drawn in stretches, the holes short and told', () => {
    const wide = draw(sparse, 940)
    for (const text of ['0x8080000000', '0x202000000000', 'hole of 510 GiB', 'holes drawn short'])
      expect(wide).toContain(text)
    expect(draw(sparse, 340)).toContain('514 GiB')
    expect(draw({...sparse, end: 256 * GIB, regions: [region(0, 256, 'plain')], errors: []}, 940)).not.toContain('hole')
  })

  it('gives every error a place of its own, in a hole as well', () => {
    const scale = addressScale(
      [...sparse.regions, {start: 0x1000_0000_0000, end: 0x1000_0000_0000}],
      sparse.end,
      [0, 900],
    )
    expect(scale.breaks).toHaveLength(3)
    expect(scale.x(0x1000_0000_0000)).toBeGreaterThan(scale.x(0xa0_0000_0000) + 20)
    expect(scale.x(0x1000_0000_0000)).toBeLessThan(scale.x(0x2020_0000_0000) - 20)
  })

  it('keeps the order of addresses and stays on the bar', () => {
    const spans = fc.array(fc.tuple(fc.maxSafeInteger().map(Math.abs), fc.nat()), {minLength: 1, maxLength: 80})
    fc.assert(
      fc.property(spans, drawn => {
        const all = drawn.map(([start, size]) => ({start, end: start + size}))
        const end = Math.max(1, ...all.map(span => span.end))
        const {x} = addressScale(all, end, [6, 334])
        const places = all.flatMap(span => [span.start, span.end]).sort((a, b) => a - b)
        const pixels = places.map(x)
        for (const [index, pixel] of pixels.entries()) {
          expect(pixel).toBeGreaterThanOrEqual(5.999)
          expect(pixel).toBeLessThanOrEqual(334.001)
          expect(pixel + 0.001).toBeGreaterThanOrEqual(pixels[index - 1] ?? 0)
        }
      }),
    )
  })
})

describe('labels beside their marks', () => {
  const place = fc.array(fc.tuple(fc.integer({min: 0, max: 340}), fc.integer({min: 1, max: 30})), {maxLength: 12})

  it('meet no other text, no mark and no stem', () => {
    fc.assert(
      fc.property(place, drawn => {
        const wanted = drawn.map(([x, length]) => ({x, text: 'x'.repeat(length)}))
        const placed = placeLabels(wanted, 340, 4).flatMap(({row, textX, anchor, text, x}) => {
          const from = anchor === 'start' ? textX : textX - textWidth(text)
          return row === undefined ? [] : [{x, row, from, to: from + textWidth(text)}]
        })
        for (const [index, one] of placed.entries()) {
          const others = placed.filter((_, other) => other !== index)
          const isInside = (at: number) => at > one.from && at < one.to
          expect(others.some(({row, from, to}) => row === one.row && from < one.to && one.from < to)).toBe(false)
          expect(one.row === 0 && wanted.some(({x}) => isInside(x))).toBe(false)
          expect(others.some(({row, x}) => row > one.row && isInside(x))).toBe(false)
        }
      }),
      {numRuns: 500},
    )
  })

  it('stand beside every mark where there is room', () => {
    const wanted = [5, 28, 44, 58, 620].map(x => ({x, text: '2 errors near 0x9f000'}))
    expect(placeLabels(wanted, 940, 4).map(({row}) => row)).toEqual([3, 2, 1, 0, 0])
  })
})
