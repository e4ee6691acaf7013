import {errorWith, incidentWith} from '../incident-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `memory-encryption`. */
export default {
  speaks: [
    {
      told: 'integrity',
      incident: incidentWith({errors: [errorWith({modelSpecific: {code: '0x082a'}})]}),
      verdict: 'out-of-scope',
    },
  ],
  silent: [
    {
      told: 'an internal error between the encryption codes',
      incident: incidentWith({errors: [errorWith({modelSpecific: {code: '0x0829'}})]}),
    },
    {told: 'data', incident: incidentWith()},
  ],
} satisfies RuleCases
