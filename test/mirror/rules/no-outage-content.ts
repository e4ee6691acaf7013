import {incidentWith} from '../incident-builder.js'
import {bareLayout, layoutWith} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `no-outage-content`. */
export default {
  speaks: [
    {
      told: 'a free page',
      incident: incidentWith({
        consumption: 'none',
        outcome: 'page-offlined',
        victim: {content: 'free', because: 'free buddy page'},
      }),
      layout: layoutWith(),
      verdict: 'not-covered',
      name: 'partial:10',
    },
    {
      told: 'found by scrubbing, content not known',
      incident: incidentWith({
        severity: 'srao',
        consumption: 'scrubber',
        outcome: 'logged',
        victim: {content: 'unknown', because: 'not told'},
      }),
      layout: layoutWith(),
      verdict: 'not-covered',
      name: 'partial:10',
    },
  ],
  silent: [
    {
      told: 'kernel data found by scrubbing',
      incident: incidentWith({consumption: 'scrubber', outcome: 'logged'}),
      layout: layoutWith(),
      name: 'partial:10',
    },
    {
      told: 'full',
      incident: incidentWith({
        consumption: 'none',
        outcome: 'page-offlined',
        victim: {content: 'free', because: 'free buddy page'},
      }),
      layout: bareLayout('full'),
      name: 'full',
    },
  ],
} satisfies RuleCases
