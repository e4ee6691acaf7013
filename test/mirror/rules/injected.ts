import {incidentWith} from '../incident-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `injected`. */
export default {
  speaks: [{told: 'mce-inject at work', incident: incidentWith({injected: true}), verdict: 'undeterminable'}],
  silent: [{told: 'a real error', incident: incidentWith()}],
} satisfies RuleCases
