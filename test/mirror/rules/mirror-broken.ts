import {correctedIncident, correctedWith, errorWith, incidentWith} from '../incident-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `mirror-broken`. */
export default {
  speaks: [
    {
      told: 'the firmware says so',
      incident: correctedIncident({errors: [correctedWith({mirrorEvidence: 'broken'})]}),
      verdict: 'observed-redundancy-lost',
    },
    {
      told: 'and the system went down',
      incident: incidentWith({errors: [errorWith({severity: 'fatal', mirrorEvidence: 'broken'})]}),
      verdict: 'undeterminable',
    },
  ],
  silent: [{told: 'no such record', incident: incidentWith()}],
} satisfies RuleCases
