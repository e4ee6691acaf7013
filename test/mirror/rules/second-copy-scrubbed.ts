import {correctedWith, errorWith, incidentWith} from '../incident-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `second-copy-scrubbed`. */
export default {
  speaks: [
    {
      told: 'scrubbing found it, nobody read it',
      incident: incidentWith({
        errors: [errorWith({id: 'e2', severity: 'ucna', mirrorEvidence: 'secondary', modelSpecific: {code: '0x1010'}})],
        consumption: 'scrubber',
        outcome: 'logged',
      }),
      verdict: 'observed-absorbed',
      confidence: 0.6,
    },
  ],
  silent: [
    {
      told: 'somebody read it',
      incident: incidentWith({
        errors: [errorWith({id: 'e2', severity: 'ucna', mirrorEvidence: 'secondary', modelSpecific: {code: '0x1010'}})],
      }),
    },
    {told: 'the first copy', incident: incidentWith({consumption: 'scrubber', outcome: 'logged'})},
    {
      told: 'redundancy was lost before',
      incident: incidentWith({
        errors: [errorWith({id: 'e2', severity: 'ucna', mirrorEvidence: 'secondary', modelSpecific: {code: '0x1010'}})],
        consumption: 'scrubber',
        outcome: 'logged',
      }),
      observed: [correctedWith({id: 'e0', epochMs: Date.parse('2026-03-02T08:00:00Z'), mirrorEvidence: 'failover'})],
    },
  ],
} satisfies RuleCases
