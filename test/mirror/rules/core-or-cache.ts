import {consumptionWith, errorWith, incidentWith} from '../incident-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `core-or-cache`. */
export default {
  speaks: [
    {
      told: 'a cache line on its way out',
      incident: incidentWith({
        errors: [
          errorWith({
            unit: 'cache',
            bankKind: 'intel-cha',
            modelSpecific: {code: '0x0000'},
            mca: {code: '0x017a', kind: 'cache', level: 2, type: 'generic', request: 'EVICT'},
          }),
        ],
      }),
      verdict: 'out-of-scope',
    },
    {told: 'the TLB', incident: incidentWith({errors: [errorWith({unit: 'tlb'})]}), verdict: 'out-of-scope'},
  ],
  silent: [
    {told: 'DRAM', incident: incidentWith()},
    {told: 'a core that read data already bad', incident: incidentWith({errors: [consumptionWith()]})},
  ],
} satisfies RuleCases
