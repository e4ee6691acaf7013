import {errorWith, incidentWith} from '../incident-builder.js'
import {bareLayout, layoutWith} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

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
  ],
  silent: [
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
