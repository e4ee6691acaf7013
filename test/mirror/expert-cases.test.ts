import {describe, expect, test} from 'vitest'
import {builtIns} from '../../src/built-ins.js'
import type {MemoryError} from '../../src/errors/memory-error.js'
import type {Incident} from '../../src/incidents/incident.js'
import {type JudgeContext, judgeIncident} from '../../src/mirror/judge.js'
import type {MirrorLayout} from '../../src/mirror/layout.js'
import type {Verdict} from '../../src/mirror/verdict.js'
import {
  consumptionWith,
  correctedIncident,
  correctedWith,
  errorWith,
  incidentWith,
  userIncident,
} from './incident-builder.js'
import {bareLayout, layoutWith, PARTIAL_REGIONS} from './layout-builder.js'

const rules = builtIns.rules.map(({value}) => value)
const judge = (incident: Incident, context: Partial<JudgeContext> = {}): Verdict =>
  judgeIncident(
    incident,
    {layout: layoutWith(), layoutName: 'actual', conflicts: [], guest: false, earlier: [], observed: [], ...context},
    rules,
  )

const at = (
  value: bigint,
  granularityBytes = 64,
  kind: 'system' | 'page-frame' | 'linear' | 'normalized' | 'unknown' = 'system',
) => ({address: {value, granularityBytes, kind}}) as const
const hit = (fields: Partial<MemoryError>) => incidentWith({errors: [errorWith(fields)]})
const ALL = layoutWith({
  mode: 'full',
  regions: PARTIAL_REGIONS.map(region => ({...region, mirrored: true})),
  osPolicy: {kind: 'none'},
})
const failoverAt = (fields: Partial<MemoryError>) =>
  correctedWith({
    id: 'e0',
    mirrorEvidence: 'failover',
    epochMs: Date.parse('2026-03-02T08:14:00Z'),
    ...at(0x9_0000_0000n),
    ...fields,
  })

interface Case {
  readonly name: string
  readonly incident: Incident
  readonly context?: Partial<JudgeContext>
  readonly rule: string
  readonly verdict: Verdict['verdict']
  readonly says?: RegExp
}

const cases: readonly Case[] = [
  {
    name: 'X1 least significant bit 63: the span is everything, partial mirror',
    incident: hit(at(0x1234_0000n, 2 ** 63)),
    rule: 'no-address',
    verdict: 'undeterminable',
    says: /% of the memory/,
  },
  {
    name: 'X1 in a full mirror',
    incident: hit(at(0x1234_0000n, 2 ** 63)),
    context: {layout: ALL},
    rule: 'full-mirror-no-address',
    verdict: 'contradiction',
  },
  {
    name: 'X2 the end of a range is outside of it',
    incident: hit(at(0x3_0000_0000n, 4096)),
    rule: 'outside-mirrored-ranges',
    verdict: 'not-covered',
  },
  {
    name: 'X2 the page before it is inside',
    incident: hit(at(0x2_ffff_f000n, 4096)),
    rule: 'mirrored-and-healthy',
    verdict: 'contradiction',
  },
  {
    name: 'X3 a linear address is none',
    incident: hit(at(0x2_4000_0000n, 64, 'linear')),
    rule: 'no-address',
    verdict: 'undeterminable',
  },
  {
    name: 'X4 the bad 4 KiB count, not the huge page',
    incident: incidentWith({
      errors: [errorWith(at(0x2_ffff_f000n, 4096, 'page-frame'))],
      victim: {content: 'huge-page', asLogged: 'huge page', because: 'the page type was printed as "huge page"'},
    }),
    rule: 'mirrored-and-healthy',
    verdict: 'contradiction',
  },
  {
    name: 'X5 sub-NUMA clusters: the range decides, not the socket',
    incident: hit({...at(0x10_0000_0000n), registers: {bank: 13, socket: 0}, dram: {socket: 0, imc: 3, channel: 0}}),
    rule: 'mirrored-and-healthy',
    verdict: 'contradiction',
  },
  {
    name: 'X9 an error at 3.2 GiB where low memory is bare',
    incident: hit(at(0xcccc_0000n)),
    context: {
      layout: layoutWith({
        regions: [
          {start: 0n, end: 1n << 32n, mirrored: false},
          {start: 1n << 32n, end: 1n << 34n, mirrored: true},
        ],
        osPolicy: {kind: 'kernelcore-mirror', effective: true, ineffectiveReason: 'low4g-unmirrored'},
      }),
    },
    rule: 'outside-mirrored-ranges',
    verdict: 'not-covered',
    says: /unmirrored kernel memory/,
  },
  {
    name: 'X10 mirrored ranges that only boot-time structures use',
    incident: incidentWith(),
    context: {layout: layoutWith({osPolicy: {kind: 'boot-only'}}), layoutName: 'file'},
    rule: 'no-consumer',
    verdict: 'not-covered',
    says: /struct page/,
  },
  {
    name: 'X11 mirrored ranges that nobody uses',
    incident: incidentWith(),
    context: {layout: layoutWith({osPolicy: {kind: 'none', effective: false}}), layoutName: 'file'},
    rule: 'no-consumer',
    verdict: 'not-covered',
  },
  {
    name: 'X12 movable_node wins',
    incident: incidentWith(),
    context: {
      layout: layoutWith({osPolicy: {kind: 'kernelcore-mirror', effective: false, ineffectiveReason: 'movable-node'}}),
      layoutName: 'file',
    },
    rule: 'no-consumer',
    verdict: 'not-covered',
  },
  {
    name: 'X13 a channel address inside a “mirrored” range',
    incident: hit(at(0x2_4000_0000n, 64, 'normalized')),
    rule: 'no-address',
    verdict: 'undeterminable',
    says: /within one memory channel/,
  },
  {
    name: 'X14 AMD: the deferred record is the origin, the reader’s address counts',
    incident: incidentWith({
      errors: [
        consumptionWith({id: 'e2', flags: {poison: true, uncorrected: true}, ...at(0x4_0000_0000n)}),
        errorWith({severity: 'deferred', flags: {deferred: true, uncorrected: false}, ...at(0x100n, 64, 'normalized')}),
      ],
    }),
    rule: 'outside-mirrored-ranges',
    verdict: 'not-covered',
  },
  {
    name: 'X15 a mirror bit nobody can read',
    incident: correctedIncident({errors: [correctedWith({bankKind: 'intel-spr-m2m', mirrorEvidence: 'undecoded'})]}),
    rule: 'undecoded-mirror-field',
    verdict: 'undeterminable',
  },
  {
    name: 'X16 thousands of repairs from the twin',
    incident: correctedIncident({
      errors: [correctedWith({mirrorEvidence: 'scrubbed', occurrences: {count: 4000, exact: false}})],
    }),
    rule: 'mirror-scrubbed',
    verdict: 'observed-absorbed',
  },
  {
    name: 'X17 one minute after a failover of the same pair',
    incident: incidentWith(),
    context: {observed: [failoverAt({})]},
    rule: 'redundancy-already-lost',
    verdict: 'not-covered',
    says: /already lost/,
  },
  {
    name: 'X17 by the pairs of the layout',
    incident: incidentWith(),
    context: {
      layout: layoutWith({
        pairing: {granularity: 'channel-same-imc', pairs: [{socket: 0, imc: [0], channels: [0, 2]}]},
      }),
      observed: [failoverAt({dram: {socket: 0, imc: 0, channel: 2}})],
    },
    rule: 'redundancy-already-lost',
    verdict: 'not-covered',
  },
  {
    name: 'X18 after a failover of another pair',
    incident: incidentWith(),
    context: {
      layout: layoutWith({
        pairing: {
          granularity: 'channel-same-imc',
          pairs: [
            {socket: 0, imc: [0], channels: [0, 2]},
            {socket: 0, imc: [0], channels: [1, 3]},
          ],
        },
      }),
      observed: [failoverAt({dram: {socket: 0, imc: 0, channel: 1}})],
    },
    rule: 'mirrored-and-healthy',
    verdict: 'contradiction',
  },
  {
    name: 'X18 after a failover behind another controller',
    incident: incidentWith(),
    context: {observed: [failoverAt({dram: {socket: 0, imc: 1, channel: 0}})]},
    rule: 'mirrored-and-healthy',
    verdict: 'contradiction',
  },
  {
    name: 'X19 after a repair and a reboot the mirror is whole',
    incident: incidentWith({bootIndex: 1, errors: [errorWith({bootIndex: 1})]}),
    context: {observed: [failoverAt({})]},
    rule: 'mirrored-and-healthy',
    verdict: 'contradiction',
  },
  {
    name: 'X20 address parity at a mirrored address',
    incident: hit({modelSpecific: {code: '0x0001'}, unit: 'memory-controller'}),
    rule: 'address-before-copies',
    verdict: 'out-of-scope',
  },
  {
    name: 'X21 a process read bad data, no memory controller told of any',
    incident: userIncident({errors: [consumptionWith()]}),
    rule: 'mirrored-and-healthy',
    verdict: 'contradiction',
    says: /likeliest first: the bad data did not come from memory;/,
  },
  {
    name: 'X25 memory that is no longer there',
    incident: hit(at(0x40_0000_0000n)),
    rule: 'address-outside-map',
    verdict: 'undeterminable',
  },
  {
    name: 'X26 a full mirror that the map does not show',
    incident: incidentWith(),
    context: {layout: bareLayout('full')},
    rule: 'mirrored-and-healthy',
    verdict: 'contradiction',
  },
  {
    name: 'X28 key bits in the address',
    incident: hit(at((1n << 52n) | 0x2_4000_0000n)),
    rule: 'no-address',
    verdict: 'undeterminable',
  },
  {
    name: 'X30 a kill without a hardware record',
    incident: userIncident({
      severity: 'unknown',
      errors: [
        errorWith({severity: 'unknown', basis: 'reporter', registers: {}, flags: {}, reporters: ['memory-failure']}),
      ],
    }),
    rule: 'no-hardware-record',
    verdict: 'undeterminable',
  },
]

describe('cases an expert will try', () => {
  test.each(cases)('$name', ({incident, context, rule, verdict, says}) => {
    const judged = judge(incident, context)
    expect({rule: judged.rule, verdict: judged.verdict}).toEqual({rule, verdict})
    if (says !== undefined) expect(judged.because).toMatch(says)
  })
})

test('X7, X8 one error told by many CPUs is one incident with one verdict: the origin is the memory controller’s record', () => {
  const told = [consumptionWith({id: 'e3'}), errorWith(at(0x4_0000_0000n)), consumptionWith({id: 'e4'})]
  expect(judge(incidentWith({errors: told})).rule).toBe('outside-mirrored-ranges')
})

test('PCC does not put an error out of a mirror’s reach', () => {
  const fatal = hit({severity: 'fatal', flags: {uncorrected: true, contextCorrupt: true}})
  expect(judge(fatal, {layout: bareLayout('full'), layoutName: 'full'}).verdict).toBe('absorbed')
})

test('X27 is read from the map; what-ifs never end in a contradiction', () => {
  const layouts: readonly MirrorLayout[] = [ALL, layoutWith(), bareLayout('full'), bareLayout('none')]
  for (const layout of layouts)
    expect(judge(incidentWith(), {layout, layoutName: 'file'}).verdict).not.toBe('contradiction')
})
