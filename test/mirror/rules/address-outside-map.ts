import {errorWith, incidentWith} from '../incident-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `address-outside-map`. */
export default {
  speaks: [
    {
      told: 'a hole',
      incident: incidentWith({
        errors: [errorWith({address: {value: 0xc000_0000n, granularityBytes: 64, kind: 'system'}})],
      }),
      verdict: 'undeterminable',
    },
  ],
  silent: [{told: 'known memory'}],
} satisfies RuleCases
