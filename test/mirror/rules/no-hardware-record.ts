import {errorWith, incidentWith} from '../incident-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `no-hardware-record`. */
export default {
  speaks: [
    {
      told: 'a page line alone',
      incident: incidentWith({
        errors: [
          errorWith({severity: 'unknown', basis: 'reporter', registers: {}, flags: {}, reporters: ['memory-failure']}),
        ],
      }),
      verdict: 'undeterminable',
    },
  ],
  silent: [
    {told: 'a bank told of it', incident: incidentWith()},
    {
      told: 'a driver told of it without a class',
      incident: incidentWith({
        errors: [errorWith({severity: 'unknown', basis: 'reporter', reporters: ['kernel-edac']})],
      }),
    },
  ],
} satisfies RuleCases
