import {describe, expect, test} from 'vitest'
import {checkLayout} from '../../src/mirror/check-layout.js'
import type {MirrorLayout} from '../../src/mirror/layout.js'
import {LAYOUT_CHECKS} from '../../src/mirror/layout-checks.js'
import {readLayout} from '../../src/mirror/read-layout.js'
import {openVoice} from '../../src/report/language/voice.js'
import {layoutWith, PARTIAL_REGIONS} from './layout-builder.js'
import {LAYOUT_FILES} from './layout-files.js'

const GIB = 2 ** 30
const big = 1n << 30n

const broken: readonly (readonly [rule: string, part: RegExp, layout: MirrorLayout])[] = [
  ['V1', /begins before/, layoutWith({regions: [...PARTIAL_REGIONS].reverse()})],
  ['V1', /ends at or before its start/, layoutWith({regions: [{start: 8n, end: 8n, mirrored: true}]})],
  ['V2', /0x0–0x80000000 is marked mirrored/, layoutWith({mode: 'none', osPolicy: {kind: 'none'}})],
  ['V3', /0x300000000–0x1000000000 is marked not mirrored/, layoutWith({mode: 'full', osPolicy: {kind: 'none'}})],
  ['V4', /says 17 GiB, the mirrored regions add up to 18 GiB/, layoutWith({capacity: {mirroredBytes: 17 * GIB}})],
  [
    'V5',
    /116 GiB are visible/,
    layoutWith({
      capacity: {installedBytes: 128 * GIB, mirroredBytes: 18 * GIB, osVisibleBytes: 116 * GIB},
      regions: [],
    }),
  ],
  ['V6', /is pmem, yet marked mirrored/, layoutWith({regions: [{start: 0n, end: big, mirrored: true, media: 'pmem'}]})],
  ['V7', /no AMD server platform/, layoutWith({platform: {arch: 'x86_64', vendor: 'amd'}})],
  ['V8', /nothing is mirrored/, layoutWith({mode: 'none', regions: []})],
  [
    'V9',
    /below 4 GiB is not mirrored/,
    layoutWith({
      regions: [
        {start: 0n, end: big, mirrored: false},
        {start: 4n * big, end: 5n * big, mirrored: true},
      ],
    }),
  ],
  ['V10', /one-level memory/, layoutWith({platform: {arch: 'x86_64', memoryMode: '2lm'}})],
  ['V11', /says nothing about the host/, layoutWith({platform: {arch: 'x86_64', hypervisorGuest: true}})],
  [
    'V12',
    /2026-03-01T00:00:00Z, outside/,
    layoutWith({
      validFrom: '2026-03-02T00:00:00Z',
      failover: {degraded: [{since: '2026-03-01T00:00:00Z', scope: {socket: 0}}]},
    }),
  ],
  [
    'V13',
    /node 1 has no mirrored memory/,
    layoutWith({regions: PARTIAL_REGIONS.map(region => (region.node === 1 ? {...region, mirrored: false} : region))}),
  ],
]

describe.each(broken)('%s', (rule, part, layout) => {
  test(`finds ${part}`, () => {
    const found = checkLayout(layout).filter(finding => finding.rule === rule)
    expect(found[0]?.message).toMatch(part)
    expect(found[0]?.fix).not.toBe('')
  })
})

test('findings and what to change are told in Chinese', async () => {
  const {say} = await openVoice('zh-CN')
  const odd: Record<string, unknown> = {
    schemaVersion: 2,
    role: 7,
    mode: 'half',
    validFrom: 'today',
    platform: [],
    capacity: {installedBytes: '12 GB', more: 1},
    request: {above4GBasisPoints: 12.5},
    pairing: {granularity: 'board', pairs: [{socket: -1, imc: [1, 2, 3]}]},
    regions: [{start: 5, end: '0x1', mirrored: 'yes', node: -1}, 3],
    osPolicy: {kind: 'none', kernel: 5},
    provenance: {},
    name: '',
  }
  const found = [...broken.flatMap(([, , layout]) => checkLayout(layout)), ...readLayout(odd).problems]
  const unsaid = found.flatMap(({message, fix}) => [message, fix]).filter(text => !/\p{Script=Han}/u.test(say(text)))
  expect(found.length).toBeGreaterThan(30)
  expect(unsaid).toEqual([])
})

test('a sound layout gives no finding', () => {
  expect(
    checkLayout(
      layoutWith({capacity: {installedBytes: 144 * GIB, mirroredBytes: 18 * GIB, osVisibleBytes: 126 * GIB}}),
    ),
  ).toEqual([])
})

test('64 MiB per node may differ, more may not', () => {
  const off = (bytes: number) =>
    checkLayout(layoutWith({capacity: {mirroredBytes: 18 * GIB + bytes}})).map(({rule}) => rule)
  expect(off(128 * 2 ** 20)).toEqual([])
  expect(off(129 * 2 ** 20)).toEqual(['V4'])
})

test('memory that is no DIMM may stay unmirrored in a full mirror', () => {
  const layout = layoutWith({
    mode: 'full',
    regions: [
      {start: 0n, end: big, mirrored: true},
      {start: big, end: 2n * big, mirrored: false, media: 'cxl'},
    ],
    osPolicy: {kind: 'none'},
  })
  expect(checkLayout(layout)).toEqual([])
})

describe('a sound file with one thing changed breaks one rule', () => {
  const sound = LAYOUT_FILES.find(([name]) => name === 'partial-low-and-ten-percent')?.[1]
  interface Json extends Record<string, unknown> {
    capacity: Record<string, unknown>
    platform: Record<string, unknown>
    regions: Record<string, unknown>[]
  }
  const regions = ({regions: all}: Json, change: (region: Record<string, unknown>, index: number) => void): void =>
    all.forEach(change)
  const CHANGES: readonly (readonly [rule: string, where: string, change: (json: Json) => void])[] = [
    [
      'V1',
      'regions[1] 0x70000000–',
      json => regions(json, (region, at) => at === 1 && Object.assign(region, {start: '0x70000000'})),
    ],
    ['V2', 'regions[0] 0x0–', json => Object.assign(json, {mode: 'none', osPolicy: {kind: 'none'}})],
    ['V3', 'regions[2] 0x780000000–', json => Object.assign(json, {mode: 'full'})],
    [
      'V4',
      'capacity.mirroredBytes',
      json => {
        json.capacity.mirroredBytes = Number(json.capacity.mirroredBytes) + 2 ** 30
      },
    ],
    [
      'V5',
      'capacity: installed',
      json => {
        json.capacity.installedBytes = Number(json.capacity.installedBytes) * 2
      },
    ],
    [
      'V6',
      'regions[1] 0x100000000–',
      json => regions(json, (region, at) => at === 1 && Object.assign(region, {media: 'cxl'})),
    ],
    ['V7', 'platform.vendor', json => Object.assign(json.platform, {vendor: 'amd'})],
    [
      'V8',
      'osPolicy',
      json => {
        Object.assign(json, {mode: 'none', capacity: {}})
        regions(json, region => Object.assign(region, {mirrored: false}))
      },
    ],
    [
      'V9',
      'regions[0] 0x0–',
      json => {
        json.capacity = {}
        regions(json, (region, at) => at === 0 && Object.assign(region, {mirrored: false}))
      },
    ],
    ['V10', 'platform.memoryMode', json => Object.assign(json.platform, {memoryMode: '2lm'})],
    ['V11', 'platform.hypervisorGuest', json => Object.assign(json.platform, {hypervisorGuest: true})],
    [
      'V12',
      'failover.degraded[0]',
      json =>
        Object.assign(json, {
          validFrom: '2026-03-02T00:00:00Z',
          failover: {degraded: [{since: '2026-03-01T00:00:00Z', scope: {socket: 0}}]},
        }),
    ],
    [
      'V13',
      'node 1',
      json => {
        json.capacity = {}
        regions(json, region => region.node === 1 && Object.assign(region, {mirrored: false}))
      },
    ],
  ]
  test('all of them are tried', () => {
    expect(CHANGES.map(([rule]) => rule)).toEqual(LAYOUT_CHECKS.map(({rule}) => rule))
  })
  test.each(CHANGES)('%s alone, at %s', (rule, where, change) => {
    const json = structuredClone(sound) as Json
    change(json)
    const {layout, problems} = readLayout(json)
    expect(problems).toEqual([])
    const found = layout === undefined ? [] : checkLayout(layout)
    expect([...new Set(found.map(finding => finding.rule))]).toEqual([rule])
    expect(found[0]?.message).toContain(where)
    expect(found[0]?.fix.length).toBeGreaterThan(20)
  })
})
