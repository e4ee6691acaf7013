import {consumptionWith, errorWith, incidentWith} from '../incident-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `no-address`. */
export default {
  speaks: [
    {
      told: 'no address',
      incident: incidentWith({errors: [(({address: _address, ...rest}) => rest)(errorWith())]}),
      verdict: 'undeterminable',
    },
    {
      told: 'a channel address',
      incident: incidentWith({
        errors: [errorWith({address: {value: 0x1_0000_0000n, granularityBytes: 64, kind: 'normalized'}})],
      }),
      verdict: 'undeterminable',
    },
  ],
  silent: [
    {told: 'an address'},
    {
      told: 'a consumer names the address',
      incident: incidentWith({
        errors: [
          errorWith({address: {value: 0x1_0000_0000n, granularityBytes: 64, kind: 'normalized'}}),
          consumptionWith({id: 'e2'}),
        ],
      }),
    },
  ],
} satisfies RuleCases
