import {correctedIncident, correctedWith, incidentWith, userIncident} from '../incident-builder.js'
import {bareLayout, layoutWith} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `full-absorbs`. */
export default {
  speaks: [
    {told: 'a single error', layout: bareLayout('full'), verdict: 'absorbed', confidence: 0.9, name: 'full'},
    {
      told: 'a user’s page as well',
      incident: userIncident(),
      layout: bareLayout('full'),
      verdict: 'absorbed',
      name: 'full',
    },
    {
      told: 'a lasting fault with fail-over off',
      incident: incidentWith({precededBy: {correctedErrors: 40, place: 'channel'}}),
      layout: layoutWith({mode: 'full', failover: {enabled: false}}),
      verdict: 'absorbed',
      name: 'full',
    },
    {
      told: 'what the actual mirror absorbed',
      incident: correctedIncident({errors: [correctedWith({mirrorEvidence: 'scrubbed'})]}),
      layout: bareLayout('full'),
      verdict: 'absorbed',
      name: 'full',
    },
  ],
  silent: [
    {
      told: 'a lasting fault',
      incident: incidentWith({precededBy: {correctedErrors: 40, place: 'channel'}}),
      layout: bareLayout('full'),
      name: 'full',
    },
    {told: 'corrected', incident: correctedIncident(), layout: bareLayout('full'), name: 'full'},
    {told: 'partial', layout: layoutWith(), name: 'partial:10'},
  ],
} satisfies RuleCases
