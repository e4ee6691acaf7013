import {errorWith, incidentWith} from '../incident-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `outside-mirrored-ranges`. */
export default {
  speaks: [
    {
      told: 'outside',
      incident: incidentWith({
        errors: [errorWith({address: {value: 0x4_0000_0000n, granularityBytes: 64, kind: 'system'}})],
      }),
      verdict: 'not-covered',
      confidence: 0.95,
    },
    {
      told: 'the first byte behind a mirrored range',
      incident: incidentWith({
        errors: [errorWith({address: {value: 0x3_0000_0000n, granularityBytes: 64, kind: 'system'}})],
      }),
      verdict: 'not-covered',
    },
  ],
  silent: [
    {told: 'inside'},
    {
      told: 'the last byte inside',
      incident: incidentWith({
        errors: [errorWith({address: {value: 0x2_ffff_ffffn, granularityBytes: 1, kind: 'system'}})],
      }),
    },
  ],
} satisfies RuleCases
