import {correctedIncident, correctedWith, errorWith, incidentWith} from '../incident-builder.js'
import {bareLayout} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `mirrored-and-healthy`. */
export default {
  speaks: [
    {told: 'inside', verdict: 'contradiction', confidence: 0.8},
    {told: 'anywhere in a full mirror', layout: bareLayout('full'), verdict: 'contradiction'},
  ],
  silent: [
    {
      told: 'outside',
      incident: incidentWith({
        errors: [errorWith({address: {value: 0x4_0000_0000n, granularityBytes: 64, kind: 'system'}})],
      }),
    },
    {
      told: 'a copy was lost before',
      observed: [
        correctedWith({
          id: 'e0',
          epochMs: Date.parse('2026-03-02T08:00:00Z'),
          time: '2026-03-02T08:00:00Z',
          mirrorEvidence: 'failover',
        }),
      ],
    },
    {told: 'corrected', incident: correctedIncident()},
  ],
} satisfies RuleCases
