import {errorWith, incidentWith} from '../incident-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `near-memory-cache`. */
export default {
  speaks: [
    {
      told: 'metadata of two-level memory',
      incident: incidentWith({errors: [errorWith({modelSpecific: {code: '0x00c0'}})]}),
      verdict: 'out-of-scope',
    },
    {
      told: 'the architectural code',
      incident: incidentWith({
        errors: [errorWith({modelSpecific: {code: '0x0000'}, mca: {code: '0x0280', kind: 'extended-memory'}})],
      }),
      verdict: 'out-of-scope',
    },
  ],
  silent: [{told: 'plain DRAM', incident: incidentWith()}],
} satisfies RuleCases
