import fc from 'fast-check'
import type {MemoryError, MirrorEvidence, Severity} from '../../src/errors/memory-error.js'
import type {Incident, Victim} from '../../src/incidents/incident.js'
import type {MirrorLayout, MirrorRegion} from '../../src/mirror/layout.js'
import type {RedundancyChange} from '../../src/mirror/redundancy-change.js'
import {errorWith, incidentWith} from './incident-builder.js'
import {layoutWith} from './layout-builder.js'

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
    // Mostly few places, at the borders of regions and within, so that errors meet.
    value: fc.oneof(
      {weight: 4, arbitrary: fc.integer({min: 0, max: 12}).map(gib => (BigInt(gib) << 30n) + 0x1000n)},
      {weight: 1, arbitrary: fc.bigInt({min: 0n, max: 1n << 38n})},
    ),
    granularityBytes: fc.constantFrom(64, 64, 64, 4096, 2 ** 30, 2 ** 32, 2 ** 33, 2 ** 33, 2 ** 63),
    kind: fc.constantFrom('system', 'system', 'system', 'system', 'page-frame', 'normalized', 'unknown', 'linear'),
  } as const),
  {nil: undefined},
)

const anMca = fc.oneof(
  fc.record({
    code: fc.constant('0x0090'),
    kind: fc.constantFrom('memory-controller', 'memory-controller', 'memory-controller', 'extended-memory'),
    transaction: fc.constantFrom('generic', 'read', 'write', 'address-command', 'scrub'),
  } as const),
  fc.constant({code: '0x0134', kind: 'cache', level: 0, type: 'data', request: 'DRD'} as const),
  fc.constant({code: '0x017a', kind: 'cache', level: 2, type: 'generic', request: 'EVICT'} as const),
)

/** An error of any kind, told by anyone. */
export const anError: fc.Arbitrary<MemoryError> = fc
  .record({
    severity: fc.constantFrom(...SEVERITIES, 'ucna', 'srar', 'srar'),
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
    bankKind: fc.constantFrom(
      'intel-icx-imc',
      'intel-skx-imc',
      'intel-skx-m2m',
      'intel-spr-m2m',
      'intel-spr-imc',
      undefined,
    ),
    bootIndex: fc.constantFrom(0, 0, 1),
    code: fc.oneof(
      fc.integer({min: 0, max: 0xffff}),
      fc.constantFrom(0x10, 0x80, 0xa0, 0x10a0),
      fc.constantFrom(0, 1, 2, 4, 5, 0x10, 0x80, 0xa0, 0xc0, 0x100, 0x108, 0x200, 0x81b, 0x824, 0x1010, 0x10a0),
    ),
    mca: anMca,
    // Who told: registers, a driver's words, or the kernel's lines about the page alone.
    told: fc.constantFrom('registers', 'registers', 'registers', 'reporter', 'page'),
    label: fc.constantFrom(undefined, undefined, undefined, 'CPU_SrcID#0_MC#0_Chan#0_DIMM#0', 'HBM_0'),
    evidence: fc.constantFrom(...EVIDENCE, 'none', 'not-reported', 'secondary'),
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
  .map(
    ({address, bankKind, code, dram, evidence, label, mca, told, overflow, uncorrected, poison, symbol, ...rest}) => {
      const {address: _address, symbol: _symbol, bankKind: _kind, modelSpecific: _code, ...base} = errorWith()
      return {
        ...base,
        ...rest,
        ...(told === 'registers' ? {mca} : {basis: 'reporter' as const, registers: {}}),
        ...(told === 'page' ? {reporters: ['memory-failure']} : {}),
        ...(bankKind === undefined ? {} : {bankKind, modelSpecific: {code: `0x${code.toString(16).padStart(4, '0')}`}}),
        dram: {...dram, ...(label === undefined ? {} : {label})},
        mirrorEvidence: evidence,
        flags: {overflow, uncorrected, poison},
        ...(address === undefined ? {} : {address}),
        ...(symbol === undefined ? {} : {symbol}),
      }
    },
  )

/** One to three errors with who read them and how it ended. */
export const anIncident: fc.Arbitrary<Incident> = fc
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
      bootIndex: errors[0]?.bootIndex ?? 0,
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
      media: fc.constantFrom(undefined, undefined, undefined, undefined, 'cxl', 'pmem', 'unknown'),
    } as const),
    {maxLength: 6},
  )
  .map(parts => {
    let next = 0n
    return parts.map(({gib, media, mirrored, node}) => {
      const start = next
      next += BigInt(gib) << 30n
      return {
        start,
        end: next,
        node,
        ...(mirrored === undefined ? {} : {mirrored}),
        ...(media === undefined ? {} : {media}),
      }
    })
  })

/** A layout of any mode and policy, regions in any order of marks. */
export const aLayout: fc.Arbitrary<MirrorLayout> = fc
  .record({
    regions: someRegions,
    mode: fc.constantFrom('none', 'full', 'full', 'partial', 'partial', 'partial', 'unknown', 'hypervisor-objects'),
    granularity: fc.constantFrom('channel-same-imc', 'channel-cross-imc', 'unknown'),
    pairs: fc.boolean(),
    failover: fc.constantFrom(true, false, null),
    policy: fc.constantFrom(
      'kernelcore-mirror',
      'kernelcore-mirror',
      'openeuler-reliable',
      'esxi-reliable',
      'boot-only',
      'none',
      'unknown',
    ),
    reason: fc.constantFrom(undefined, 'kdump-kernel', 'low4g-unmirrored'),
    guest: fc.integer({min: 0, max: 9}).map(n => n === 0),
  } as const)
  .map(({regions, mode, granularity, pairs, failover, policy, reason, guest}) =>
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
        kind: policy,
        effective: reason !== 'kdump-kernel',
        ...(reason === undefined ? {} : {ineffectiveReason: reason}),
      },
    }),
  )

const aChange: fc.Arbitrary<RedundancyChange> = fc
  .record({
    state: fc.constantFrom('whole', 'degraded', 'off', 'unknown'),
    atMs: fc.constantFrom(500, 1500, 3000),
    bootIndex: fc.constantFrom(0, 1),
  } as const)
  .map(change => ({...change, pair: 'all mirrored memory', because: 'the generator said so', positions: []}))

/** An incident, the machine as it was, and what came before: everything a judgement rests on. */
export const aScene = fc.record({
  incident: anIncident,
  actual: aLayout,
  earlier: fc.array(anIncident, {maxLength: 4}),
  observed: fc.array(anError, {maxLength: 3}),
  changes: fc.array(aChange, {maxLength: 2}),
  runs: fc.constantFrom([0, 1], [0, 0]),
  keyBits: fc.constantFrom(0, 6),
})
