import {correctedIncident, correctedWith, incidentWith} from '../incident-builder.js'
import {bareLayout} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `full-absorbs-with-failover`. */
export default {
  speaks: [
    {
      told: 'a series of corrected errors before',
      incident: incidentWith({precededBy: {correctedErrors: 40, place: 'channel'}}),
      layout: bareLayout('full'),
      verdict: 'absorbed-degraded',
      confidence: 0.85,
      name: 'full',
    },
    {
      told: 'the second loss on one channel',
      earlier: [incidentWith({id: 'i0'})],
      layout: bareLayout('full'),
      verdict: 'absorbed-degraded',
      name: 'full',
    },
    {
      told: 'what the actual mirror failed over for',
      incident: correctedIncident({errors: [correctedWith({mirrorEvidence: 'failover'})]}),
      layout: bareLayout('full'),
      verdict: 'absorbed-degraded',
      name: 'full',
    },
  ],
  silent: [
    {told: 'a single error', layout: bareLayout('full'), name: 'full'},
    {
      told: 'few corrected errors before',
      incident: incidentWith({precededBy: {correctedErrors: 2, place: 'channel'}}),
      layout: bareLayout('full'),
      name: 'full',
    },
  ],
} satisfies RuleCases
