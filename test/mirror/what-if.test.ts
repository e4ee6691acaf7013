import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {builtIns} from '../../src/built-ins.js'
import type {MemoryError, MirrorEvidence, Severity} from '../../src/errors/memory-error.js'
import type {Incident, Victim} from '../../src/incidents/incident.js'
import {checkLayout} from '../../src/mirror/check-layout.js'
import {judgeIncident} from '../../src/mirror/judge.js'
import type {MirrorLayout, MirrorRegion} from '../../src/mirror/layout.js'
import {hypotheticalLayout, isLayoutName} from '../../src/mirror/what-if.js'
import {errorWith, incidentWith} from './incident-builder.js'
import {bareLayout, layoutWith} from './layout-builder.js'

const rules = builtIns.rules.map(({value}) => value)
const GIB = 2 ** 30
const big = 1n << 30n

describe('names', () => {
  test.each(['none', 'full', 'partial:12.5', 'partial:0', 'partial:50', 'reliable:6.25'])('%s', name => {
    expect(isLayoutName(name)).toBe(true)
    expect(hypotheticalLayout(name, layoutWith())?.role).toBe('hypothetical')
  })
  test.each([
    '',
    'half',
    'partial',
    'partial:',
    'partial:50.01',
    'partial:-1',
    'partial:1e1',
    'partial:12.555',
    'reliable:99',
    'toString',
    'full:1',
  ])('“%s” is none', name => {
    expect(isLayoutName(name)).toBe(false)
    expect(hypotheticalLayout(name, layoutWith())).toBeUndefined()
  })
})

test('1 TiB on two nodes, 12.5 % above 4 GiB: 14.5 % of what is visible is mirrored', () => {
  const actual: MirrorLayout = {
    ...bareLayout('none'),
    regions: [
      {start: 0n, end: 2n * big, mirrored: false, node: 0},
      {start: 4n * big, end: 514n * big, mirrored: false, node: 0},
      {start: 514n * big, end: 1026n * big, mirrored: false, node: 1},
    ],
  }
  const layout = hypotheticalLayout('partial:12.5', actual)
  expect(layout?.capacity.installedBytes).toBe(1024 * GIB)
  expect((layout?.capacity.mirroredBytes ?? 0) / GIB).toBeCloseTo(129.75, 1)
  expect((layout?.capacity.mirroredBytes ?? 0) / (layout?.capacity.osVisibleBytes ?? 1)).toBeCloseTo(0.145, 3)
  expect(layout && checkLayout(layout)).toEqual([])
  expect(layout?.regions.map(({node, mirrored}) => [node, mirrored])).toEqual([
    [0, true],
    [0, true],
    [0, false],
    [1, true],
    [1, false],
  ])
})

test('without any known memory the layout has no regions and invents none', () => {
  expect(hypotheticalLayout('partial:10', bareLayout('unknown'))).toMatchObject({
    mode: 'partial',
    regions: [],
    capacity: {},
  })
})

test('the crash kernel stays unsteered', () => {
  const actual = layoutWith({
    osPolicy: {kind: 'kernelcore-mirror', effective: false, ineffectiveReason: 'kdump-kernel'},
  })
  expect(hypotheticalLayout('partial:10', actual)?.osPolicy).toMatchObject({
    effective: false,
    ineffectiveReason: 'kdump-kernel',
  })
})

// --- stronger mirrors never lose what weaker ones absorb

const SEVERITIES: readonly Severity[] = [
  'informational',
  'unknown',
  'corrected',
  'deferred',
  'ucna',
  'srao',
  'uncorrected',
  'srar',
  'fatal',
]
const EVIDENCE: readonly MirrorEvidence[] = [
  'failover',
  'scrubbed',
  'secondary',
  'broken',
  'none',
  'not-reported',
  'undecoded',
]
const CONTENTS: readonly Victim['content'][] = [
  'kernel',
  'user',
  'page-cache-clean',
  'page-cache-dirty',
  'free',
  'huge-page',
  'guest',
  'swap-cache',
  'unknown',
]

const anAddress = fc.option(
  fc.record({
    value: fc.bigInt({min: 0n, max: 1n << 38n}),
    granularityBytes: fc.constantFrom(1, 64, 4096, 2 ** 21, 2 ** 30, 2 ** 63),
    kind: fc.constantFrom('system', 'page-frame', 'normalized', 'unknown', 'linear'),
  } as const),
  {nil: undefined},
)

const anError: fc.Arbitrary<MemoryError> = fc
  .record({
    severity: fc.constantFrom(...SEVERITIES),
    unit: fc.constantFrom(
      'dram',
      'dram',
      'dram',
      'memory-controller',
      'cache',
      'core',
      'tlb',
      'interconnect',
      'io',
      'cxl',
      'unknown',
      'firmware',
    ),
    bankKind: fc.constantFrom('intel-icx-imc', 'intel-skx-imc', 'intel-skx-m2m', 'intel-spr-m2m'),
    code: fc.oneof(
      fc.integer({min: 0, max: 0xffff}),
      fc.constantFrom(0, 1, 2, 4, 5, 0x10, 0x80, 0xa0, 0xc0, 0x100, 0x108, 0x200, 0x81b, 0x824, 0x1010, 0x10a0),
    ),
    transaction: fc.constantFrom('generic', 'read', 'write', 'address-command', 'scrub'),
    evidence: fc.constantFrom(...EVIDENCE),
    address: anAddress,
    dram: fc.record({
      socket: fc.integer({min: 0, max: 1}),
      imc: fc.integer({min: 0, max: 1}),
      channel: fc.integer({min: 0, max: 2}),
    }),
    overflow: fc.boolean(),
    uncorrected: fc.boolean(),
    poison: fc.boolean(),
    epochMs: fc.constantFrom(1000, 2000, 4000, 900_000),
    symbol: fc.constantFrom(undefined, 'copy_mc_fragile+0x2/0x9', 'kmem_cache_alloc+0x5/0x9', 'copy_page+0x1/0x9'),
  } as const)
  .map(({address, code, evidence, transaction, overflow, uncorrected, poison, symbol, ...rest}) => {
    const {address: _address, symbol: _symbol, ...base} = errorWith()
    return {
      ...base,
      ...rest,
      modelSpecific: {code: `0x${code.toString(16).padStart(4, '0')}`},
      mca: {code: '0x0090', kind: 'memory-controller', transaction} as const,
      mirrorEvidence: evidence,
      flags: {overflow, uncorrected, poison},
      ...(address === undefined ? {} : {address}),
      ...(symbol === undefined ? {} : {symbol}),
    }
  })

const anIncident: fc.Arbitrary<Incident> = fc
  .record({
    errors: fc.array(anError, {minLength: 1, maxLength: 3}),
    consumption: fc.constantFrom('kernel', 'user', 'guest', 'scrubber', 'firmware', 'none', 'unknown'),
    content: fc.constantFrom(...CONTENTS),
    outcome: fc.constantFrom('panic', 'reboot', 'process-killed', 'page-offlined', 'recovered', 'logged', 'unknown'),
    injected: fc.integer({min: 0, max: 9}).map(n => n === 0),
    before: fc.constantFrom(0, 3, 40),
  } as const)
  .map(({content, before, errors, ...rest}) => {
    const worst = [...errors].sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity))[0]
    return incidentWith({
      ...rest,
      errors,
      severity: worst?.severity ?? 'unknown',
      victim: {content, because: 'the generator said so'},
      ...(before === 0 ? {} : {precededBy: {correctedErrors: before, place: 'channel'}}),
    })
  })

const someRegions: fc.Arbitrary<readonly MirrorRegion[]> = fc
  .array(
    fc.record({
      gib: fc.integer({min: 1, max: 20}),
      mirrored: fc.constantFrom(true, false, undefined),
      node: fc.integer({min: 0, max: 1}),
    }),
    {maxLength: 6},
  )
  .map(parts => {
    let next = 0n
    return parts.map(({gib, mirrored, node}) => {
      const start = next
      next += BigInt(gib) * big
      return {start, end: next, node, ...(mirrored === undefined ? {} : {mirrored})}
    })
  })

const aLayout: fc.Arbitrary<MirrorLayout> = fc
  .record({
    regions: someRegions,
    mode: fc.constantFrom('none', 'full', 'partial', 'unknown', 'hypervisor-objects'),
    granularity: fc.constantFrom('channel-same-imc', 'channel-cross-imc', 'unknown'),
    pairs: fc.boolean(),
    failover: fc.constantFrom(true, false, null),
    reason: fc.constantFrom(undefined, 'kdump-kernel', 'low4g-unmirrored'),
    guest: fc.integer({min: 0, max: 9}).map(n => n === 0),
  } as const)
  .map(({regions, mode, granularity, pairs, failover, reason, guest}) =>
    layoutWith({
      mode,
      regions,
      platform: {arch: 'x86_64', ...(guest ? {hypervisorGuest: true} : {})},
      failover: {enabled: failover},
      pairing: {
        granularity,
        ...(pairs
          ? {
              pairs: [
                {socket: 0, imc: [0], channels: [0, 2]},
                {socket: 1, imc: [0], channels: [0, 1]},
              ],
            }
          : {}),
      },
      osPolicy: {
        kind: 'kernelcore-mirror',
        effective: reason !== 'kdump-kernel',
        ...(reason === undefined ? {} : {ineffectiveReason: reason}),
      },
    }),
  )

const RANK = ['none', 'partial:7.5', 'reliable:7.5', 'full'] as const
const ABSORBED: readonly string[] = ['absorbed', 'absorbed-degraded']

const aScene = fc.record({
  incident: anIncident,
  actual: aLayout,
  earlier: fc.array(anIncident, {maxLength: 4}),
  observed: fc.array(anError, {maxLength: 3}),
})

test('what a weaker mirror absorbs, a stronger one does not lose', () => {
  let absorbed = 0
  fc.assert(
    fc.property(aScene, ({incident, actual, earlier, observed}) => {
      const verdicts = RANK.map(name => {
        const layout = hypotheticalLayout(name, actual) ?? actual
        return judgeIncident(
          incident,
          {layout, layoutName: name, conflicts: [], guest: false, earlier, observed},
          rules,
        ).verdict
      })
      const wins = verdicts.map(verdict => ABSORBED.includes(verdict))
      expect(
        verdicts.slice(wins.indexOf(true)).every(verdict => ABSORBED.includes(verdict)) || !wins.includes(true),
        verdicts.join(' < '),
      ).toBe(true)
      expect(wins[0]).toBe(false)
      absorbed += Number(wins.includes(true))
    }),
    {numRuns: 3000},
  )
  expect(absorbed).toBeGreaterThan(200)
})

test('words belong to their question, and confidence to its range', () => {
  fc.assert(
    fc.property(aScene, fc.constantFrom('actual', ...RANK), ({incident, actual, earlier, observed}, name) => {
      const layout = hypotheticalLayout(name, actual) ?? actual
      const judged = judgeIncident(
        incident,
        {layout, layoutName: name, conflicts: [], guest: false, earlier, observed},
        rules,
      )
      if (name === 'actual') expect(ABSORBED).not.toContain(judged.verdict)
      else expect(['contradiction', 'observed-absorbed', 'observed-redundancy-lost']).not.toContain(judged.verdict)
      for (const {confidence, because, cites, failed} of judged.opinions) {
        expect(failed, because).toBeUndefined()
        expect(confidence).toBeGreaterThanOrEqual(0.05)
        expect(confidence).toBeLessThanOrEqual(1)
        expect(Math.round(confidence * 100)).toBeCloseTo(confidence * 100, 9)
        expect(because.length > 0 && cites.length > 0).toBe(true)
      }
    }),
    {numRuns: 2000},
  )
})

test('more mirrored memory never turns a covered address into an uncovered one; a wider span is never surer', () => {
  fc.assert(
    fc.property(anIncident, aLayout, fc.integer({min: 0, max: 5}), (incident, actual, at) => {
      const layout = layoutWith({...actual, mode: 'partial'})
      const more = {
        ...layout,
        regions: layout.regions.map((region, index) => (index === at ? {...region, mirrored: true} : region)),
      }
      const judge = (of: Incident, by: MirrorLayout) =>
        judgeIncident(
          of,
          {layout: by, layoutName: 'actual', conflicts: [], guest: false, earlier: [], observed: []},
          rules,
        )
      const before = judge(incident, layout)
      if (before.rule === 'mirrored-and-healthy') expect(judge(incident, more).rule).toBe('mirrored-and-healthy')
      const wider = {
        ...incident,
        errors: incident.errors.map(error =>
          error.address
            ? {...error, address: {...error.address, granularityBytes: error.address.granularityBytes * 64}}
            : error,
        ),
      }
      // Doubt about another answer is no measure of this one: only equal answers are compared.
      const after = judge(wider, layout)
      if (after.verdict === before.verdict) expect(after.confidence).toBeLessThanOrEqual(before.confidence)
    }),
    {numRuns: 2000},
  )
})
