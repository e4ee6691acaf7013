import {userIncident} from '../incident-builder.js'
import {bareLayout, layoutWith} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `user-content-outside`. */
export default {
  speaks: [
    {
      told: 'a process’s page',
      incident: userIncident(),
      layout: layoutWith(),
      verdict: 'not-covered',
      confidence: 0.7,
      name: 'partial:10',
    },
    {
      told: 'a task in graded memory',
      incident: userIncident(),
      layout: layoutWith({osPolicy: {kind: 'openeuler-reliable', effective: true, fallbackAllowed: true}}),
      verdict: 'not-covered',
      name: 'reliable:10',
    },
  ],
  silent: [
    {told: 'kernel data', layout: layoutWith(), name: 'partial:10'},
    {told: 'full', incident: userIncident(), layout: bareLayout('full'), name: 'full'},
  ],
} satisfies RuleCases
