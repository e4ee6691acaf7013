import {incidentWith} from '../incident-builder.js'
import {bareLayout, layoutWith} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `before-the-system-ran`. */
export default {
  speaks: [
    {
      told: 'all mirrored',
      incident: incidentWith({consumption: 'firmware'}),
      layout: bareLayout('full'),
      verdict: 'absorbed',
      confidence: 0.6,
      name: 'full',
    },
    {
      told: 'part mirrored',
      incident: incidentWith({consumption: 'firmware'}),
      layout: layoutWith(),
      verdict: 'undeterminable',
      name: 'partial:10',
    },
  ],
  silent: [{told: 'the kernel read it', layout: bareLayout('full'), name: 'full'}],
} satisfies RuleCases
