import {errorWith, incidentWith} from '../incident-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `scrub-found-unmirrored`. */
export default {
  speaks: [
    {
      told: 'UC = 0, yet uncorrectable',
      incident: incidentWith({
        errors: [
          errorWith({
            severity: 'ucna',
            flags: {uncorrected: false},
            address: {value: 0x4_0000_0000n, granularityBytes: 64, kind: 'system'},
          }),
        ],
        consumption: 'scrubber',
        outcome: 'logged',
      }),
      verdict: 'not-covered',
    },
  ],
  silent: [
    {
      told: 'UC = 1',
      incident: incidentWith({
        errors: [errorWith({severity: 'ucna', address: {value: 0x4_0000_0000n, granularityBytes: 64, kind: 'system'}})],
        consumption: 'scrubber',
        outcome: 'logged',
      }),
    },
    {told: 'inside', incident: incidentWith({consumption: 'scrubber', outcome: 'logged'})},
  ],
} satisfies RuleCases
