import {errorWith, incidentWith} from '../incident-builder.js'
import {layoutWith} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `straddles-border`. */
export default {
  speaks: [
    {
      told: 'a huge page over the border',
      incident: incidentWith({
        errors: [errorWith({address: {value: 0x3_0000_0000n, granularityBytes: 2 ** 31, kind: 'system'}})],
      }),
      layout: layoutWith({
        regions: [
          {start: 0x2_8000_0000n, end: 0x3_4000_0000n, mirrored: true},
          {start: 0x3_4000_0000n, end: 0x8_0000_0000n, mirrored: false},
        ],
      }),
      verdict: 'undeterminable',
    },
  ],
  silent: [
    {told: 'one side'},
    {
      told: 'a hole beside mirrored memory is no border',
      incident: incidentWith({
        errors: [errorWith({address: {value: 0x8000_0000n, granularityBytes: 2 ** 31, kind: 'system'}})],
      }),
      layout: layoutWith({regions: [{start: 0x8000_0000n, end: 0xc000_0000n, mirrored: true}]}),
    },
  ],
} satisfies RuleCases
