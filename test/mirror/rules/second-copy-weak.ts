import {correctedIncident, correctedWith, errorWith, incidentWith} from '../incident-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `second-copy-weak`. */
export default {
  speaks: [
    {
      told: 'UC = 0 and the mirror’s mark',
      incident: correctedIncident({errors: [correctedWith({mirrorEvidence: 'secondary'})]}),
      verdict: 'observed-absorbed',
    },
  ],
  silent: [
    {
      told: 'the mark in an uncorrected record',
      incident: incidentWith({errors: [errorWith({mirrorEvidence: 'secondary'})]}),
    },
    {told: 'no mark', incident: correctedIncident()},
    {
      told: 'a mark in a layout nobody published',
      incident: correctedIncident({errors: [correctedWith({mirrorEvidence: 'undecoded'})]}),
    },
  ],
} satisfies RuleCases
