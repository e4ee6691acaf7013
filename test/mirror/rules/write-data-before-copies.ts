import {errorWith, incidentWith} from '../incident-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `write-data-before-copies`. */
export default {
  speaks: [
    {
      told: 'write data parity',
      incident: incidentWith({errors: [errorWith({modelSpecific: {code: '0x0002'}, bankKind: 'intel-skx-imc'})]}),
      verdict: 'out-of-scope',
    },
    {
      told: 'byte enables',
      incident: incidentWith({errors: [errorWith({modelSpecific: {code: '0x0004'}})]}),
      verdict: 'out-of-scope',
    },
  ],
  silent: [{told: 'data', incident: incidentWith()}],
} satisfies RuleCases
