import {errorWith, incidentWith} from '../incident-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `poison-in-transit`. */
export default {
  speaks: [
    {
      told: 'data came already bad',
      incident: incidentWith({errors: [errorWith({modelSpecific: {code: '0x0005'}})]}),
      verdict: 'out-of-scope',
    },
  ],
  silent: [{told: 'data', incident: incidentWith()}],
} satisfies RuleCases
