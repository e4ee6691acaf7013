import {incidentWith} from '../incident-builder.js'
import {bareLayout, layoutWith} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `content-unknown`. */
export default {
  speaks: [
    {
      told: 'nobody knows what was hit',
      incident: incidentWith({consumption: 'unknown', victim: {content: 'unknown', because: 'not told'}}),
      layout: layoutWith(),
      verdict: 'undeterminable',
      confidence: 0.4,
      name: 'partial:10',
    },
  ],
  silent: [
    {told: 'kernel data', layout: layoutWith(), name: 'partial:10'},
    {
      told: 'full',
      incident: incidentWith({consumption: 'unknown', victim: {content: 'unknown', because: 'not told'}}),
      layout: bareLayout('full'),
      name: 'full',
    },
  ],
} satisfies RuleCases
