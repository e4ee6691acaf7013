import {errorWith, incidentWith} from '../incident-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `address-before-copies`. */
export default {
  speaks: [
    {
      told: 'address parity, enumerated code',
      incident: incidentWith({errors: [errorWith({modelSpecific: {code: '0x0001'}})]}),
      verdict: 'out-of-scope',
    },
    {
      told: 'address parity, bit field',
      incident: incidentWith({errors: [errorWith({modelSpecific: {code: '0x0400'}, bankKind: 'intel-skx-imc'})]}),
      verdict: 'out-of-scope',
    },
  ],
  silent: [
    {
      told: 'the same number in a mesh bank is a read error',
      incident: incidentWith({errors: [errorWith({modelSpecific: {code: '0x0001'}, bankKind: 'intel-skx-m2m'})]}),
    },
    {told: 'data', incident: incidentWith()},
  ],
} satisfies RuleCases
