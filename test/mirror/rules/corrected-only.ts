import {correctedIncident, correctedWith, incidentWith} from '../incident-builder.js'
import {bareLayout} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `corrected-only`. */
export default {
  speaks: [
    {told: 'ECC alone', incident: correctedIncident(), verdict: 'not-evaluated', confidence: 1},
    {
      told: 'an event for information',
      incident: correctedIncident({severity: 'informational', errors: [correctedWith({severity: 'informational'})]}),
      verdict: 'not-evaluated',
    },
    {
      told: 'trouble of the second copy, asked of another layout',
      incident: correctedIncident({errors: [correctedWith({mirrorEvidence: 'secondary'})]}),
      layout: bareLayout('full'),
      name: 'full',
      verdict: 'not-evaluated',
    },
  ],
  silent: [
    {told: 'an uncorrected error', incident: incidentWith()},
    {told: 'a mirror at work', incident: correctedIncident({errors: [correctedWith({mirrorEvidence: 'scrubbed'})]})},
    {
      told: 'trouble of the second copy',
      incident: correctedIncident({errors: [correctedWith({mirrorEvidence: 'secondary'})]}),
    },
  ],
} satisfies RuleCases
