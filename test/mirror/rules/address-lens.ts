import {errorWith, incidentWith} from '../incident-builder.js'
import {bareLayout, layoutWith} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `address-lens`. */
export default {
  speaks: [
    {told: 'inside', layout: layoutWith(), verdict: 'undeterminable', name: 'partial:10'},
    {
      told: 'outside',
      incident: incidentWith({
        errors: [errorWith({address: {value: 0x4_0000_0000n, granularityBytes: 64, kind: 'system'}})],
      }),
      layout: layoutWith(),
      verdict: 'undeterminable',
      name: 'partial:10',
    },
  ],
  silent: [
    {
      told: 'no address',
      incident: incidentWith({errors: [(({address: _address, ...rest}) => rest)(errorWith())]}),
      layout: layoutWith(),
      name: 'partial:10',
    },
    {told: 'full', layout: bareLayout('full'), name: 'full'},
  ],
} satisfies RuleCases
