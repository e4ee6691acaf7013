import {errorWith, incidentWith} from '../incident-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `link-or-device`. */
export default {
  speaks: [
    {told: 'a link', incident: incidentWith({errors: [errorWith({unit: 'interconnect'})]}), verdict: 'out-of-scope'},
    {told: 'a device', incident: incidentWith({errors: [errorWith({unit: 'io'})]}), verdict: 'out-of-scope'},
  ],
  silent: [{told: 'DRAM', incident: incidentWith()}],
} satisfies RuleCases
