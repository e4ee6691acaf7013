import type {MemoryError} from '../../../src/errors/memory-error.js'
import {correctedWith, errorWith, incidentWith} from '../incident-builder.js'
import {bareLayout, layoutWith} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

const failover = (dram: NonNullable<MemoryError['dram']>): MemoryError =>
  correctedWith({
    id: 'e0',
    dram,
    address: {value: 0x9_0000_0000n, granularityBytes: 64, kind: 'system'},
    epochMs: Date.parse('2026-03-02T08:00:00Z'),
    time: '2026-03-02T08:00:00Z',
    mirrorEvidence: 'failover',
  })

/** Cases of the rule `twin-already-failed`. */
export default {
  speaks: [
    {
      told: 'the twin had been given up',
      earlier: [
        incidentWith({
          id: 'i0',
          precededBy: {correctedErrors: 40, place: 'channel'},
          errors: [
            errorWith({
              id: 'e0',
              dram: {socket: 0, imc: 0, channel: 2},
              address: {value: 0x9_0000_0000n, granularityBytes: 64, kind: 'system'},
            }),
          ],
        }),
      ],
      layout: {
        ...bareLayout('full'),
        ...{pairing: {granularity: 'channel-same-imc', pairs: [{socket: 0, imc: [0], channels: [0, 2]}]}},
      },
      verdict: 'not-covered',
      confidence: 0.7,
      name: 'full',
    },
    {
      told: 'asked of a partial mirror',
      earlier: [
        incidentWith({
          id: 'i0',
          precededBy: {correctedErrors: 40, place: 'channel'},
          errors: [
            errorWith({
              id: 'e0',
              dram: {socket: 0, imc: 0, channel: 2},
              address: {value: 0x9_0000_0000n, granularityBytes: 64, kind: 'system'},
            }),
          ],
        }),
      ],
      layout: layoutWith({
        pairing: {granularity: 'channel-same-imc', pairs: [{socket: 0, imc: [0], channels: [0, 2]}]},
      }),
      verdict: 'undeterminable',
      name: 'partial:10',
    },
    {
      told: 'the mirror that was there gave up a copy of these channels before',
      layout: bareLayout('full'),
      observed: [failover({socket: 0, imc: 0, channel: 0})],
      verdict: 'not-covered',
      confidence: 0.7,
      name: 'full',
    },
  ],
  silent: [
    {
      told: 'the mirror that was there gave up a copy of another socket',
      layout: bareLayout('full'),
      observed: [failover({socket: 1, imc: 0, channel: 0})],
      name: 'full',
    },
    {
      told: 'nothing before',
      layout: {
        ...bareLayout('full'),
        ...{pairing: {granularity: 'channel-same-imc', pairs: [{socket: 0, imc: [0], channels: [0, 2]}]}},
      },
      name: 'full',
    },
    {
      told: 'one stray error of the twin',
      earlier: [
        incidentWith({
          id: 'i0',
          errors: [
            errorWith({
              id: 'e0',
              dram: {socket: 0, imc: 0, channel: 2},
              address: {value: 0x9_0000_0000n, granularityBytes: 64, kind: 'system'},
            }),
          ],
        }),
      ],
      layout: {
        ...bareLayout('full'),
        ...{pairing: {granularity: 'channel-same-imc', pairs: [{socket: 0, imc: [0], channels: [0, 2]}]}},
      },
      name: 'full',
    },
    {
      told: 'another pair',
      earlier: [
        incidentWith({
          id: 'i0',
          precededBy: {correctedErrors: 40, place: 'channel'},
          errors: [
            errorWith({
              id: 'e0',
              dram: {socket: 0, imc: 0, channel: 1},
              address: {value: 0x9_0000_0000n, granularityBytes: 64, kind: 'system'},
            }),
          ],
        }),
      ],
      layout: {
        ...bareLayout('full'),
        ...{pairing: {granularity: 'channel-same-imc', pairs: [{socket: 0, imc: [0], channels: [0, 2]}]}},
      },
      name: 'full',
    },
  ],
} satisfies RuleCases
