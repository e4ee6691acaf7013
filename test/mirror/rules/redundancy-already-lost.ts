import type {RedundancyChange} from '../../../src/mirror/redundancy-change.js'
import {correctedWith, errorWith, incidentWith} from '../incident-builder.js'
import {bareLayout, layoutWith} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

const sensed = (state: RedundancyChange['state'], at: string): RedundancyChange => ({
  state,
  bootIndex: 0,
  at,
  atMs: Date.parse(at),
  pair: 'all mirrored memory',
  because: 'the sensor #0x01 said so',
  positions: [],
})

/** Cases of the rule `redundancy-already-lost`. */
export default {
  speaks: [
    {
      told: 'the same channel failed over a quarter of an hour before',
      observed: [
        correctedWith({
          id: 'e0',
          epochMs: Date.parse('2026-03-02T08:00:00Z'),
          time: '2026-03-02T08:00:00Z',
          mirrorEvidence: 'failover',
        }),
      ],
      verdict: 'not-covered',
      confidence: 0.9,
    },
    {
      told: 'a pair that cannot be told',
      observed: [
        (({dram: _dram, ...rest}) => rest)(
          correctedWith({
            id: 'e0',
            registers: {},
            address: {value: 0x9_0000_0000n, granularityBytes: 64, kind: 'system'},
            epochMs: Date.parse('2026-03-02T08:00:00Z'),
            mirrorEvidence: 'failover',
          }),
        ),
      ],
      verdict: 'not-covered',
      confidence: 0.5,
    },
    {
      told: 'the layout states the loss',
      layout: layoutWith({failover: {degraded: [{since: '2026-03-01T00:00:00Z', scope: {socket: 0, imc: [0]}}]}}),
      verdict: 'not-covered',
      confidence: 0.9,
    },
    {
      told: 'no address in a full mirror',
      incident: incidentWith({errors: [(({address: _address, ...rest}) => rest)(errorWith())]}),
      layout: bareLayout('full'),
      observed: [
        correctedWith({
          id: 'e0',
          epochMs: Date.parse('2026-03-02T08:00:00Z'),
          time: '2026-03-02T08:00:00Z',
          mirrorEvidence: 'failover',
        }),
      ],
      verdict: 'not-covered',
    },
    {
      told: 'the same channel failed over, in a layout that is otherwise unknown',
      layout: bareLayout('unknown'),
      observed: [
        correctedWith({
          id: 'e0',
          epochMs: Date.parse('2026-03-02T08:00:00Z'),
          time: '2026-03-02T08:00:00Z',
          mirrorEvidence: 'failover',
        }),
      ],
      verdict: 'not-covered',
      confidence: 0.9,
    },
    {
      told: 'a redundancy sensor said so half an hour before',
      changes: [sensed('degraded', '2026-03-02T07:45:00Z')],
      verdict: 'not-covered',
      confidence: 0.5,
    },
  ],
  silent: [
    {
      told: 'the sensor said that redundancy was back',
      changes: [sensed('degraded', '2026-03-02T07:45:00Z'), sensed('whole', '2026-03-02T07:50:00Z')],
    },
    {
      told: 'the sensor spoke after the error',
      changes: [sensed('degraded', '2026-03-02T09:00:00Z')],
    },
    {
      told: 'an unknown layout and a loss that cannot be tied to the place',
      layout: bareLayout('unknown'),
      changes: [sensed('degraded', '2026-03-02T07:45:00Z')],
    },
    {
      told: 'another socket',
      observed: [
        correctedWith({
          id: 'e0',
          registers: {socket: 1},
          dram: {socket: 1, imc: 0, channel: 0},
          address: {value: 0x9_0000_0000n, granularityBytes: 64, kind: 'system'},
          epochMs: Date.parse('2026-03-02T08:00:00Z'),
          mirrorEvidence: 'failover',
        }),
      ],
    },
    {
      told: 'after the error',
      observed: [correctedWith({id: 'e0', epochMs: Date.parse('2026-03-02T09:00:00Z'), mirrorEvidence: 'failover'})],
    },
    {
      told: 'in the boot before',
      incident: incidentWith({errors: [errorWith({bootIndex: 1})], bootIndex: 1}),
      observed: [
        correctedWith({
          id: 'e0',
          epochMs: Date.parse('2026-03-02T08:00:00Z'),
          time: '2026-03-02T08:00:00Z',
          mirrorEvidence: 'failover',
        }),
      ],
    },
    {
      told: 'outside the mirror',
      incident: incidentWith({
        errors: [errorWith({address: {value: 0x4_0000_0000n, granularityBytes: 64, kind: 'system'}})],
      }),
      observed: [
        correctedWith({
          id: 'e0',
          epochMs: Date.parse('2026-03-02T08:00:00Z'),
          time: '2026-03-02T08:00:00Z',
          mirrorEvidence: 'failover',
        }),
      ],
    },
  ],
} satisfies RuleCases
