import {errorWith, incidentWith} from '../incident-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `no-error-class`. */
export default {
  speaks: [
    {
      told: 'no class',
      incident: incidentWith({severity: 'unknown', errors: [errorWith({severity: 'unknown'})]}),
      verdict: 'undeterminable',
    },
  ],
  silent: [{told: 'a class', incident: incidentWith()}],
} satisfies RuleCases
