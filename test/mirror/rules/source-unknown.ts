import {errorWith, incidentWith} from '../incident-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `source-unknown`. */
export default {
  speaks: [
    {told: 'no unit', incident: incidentWith({errors: [errorWith({unit: 'unknown'})]}), verdict: 'undeterminable'},
  ],
  silent: [
    {told: 'DRAM', incident: incidentWith()},
    {
      told: 'AMD poison consumed in a bank without a name',
      incident: incidentWith({errors: [errorWith({unit: 'unknown', flags: {poison: true}})]}),
    },
  ],
} satisfies RuleCases
