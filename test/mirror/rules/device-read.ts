import {errorWith, incidentWith} from '../incident-builder.js'
import {layoutWith} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `device-read`. */
export default {
  speaks: [
    {
      told: 'a device told of it too',
      incident: incidentWith({
        consumption: 'unknown',
        victim: {content: 'unknown', because: 'not told'},
        errors: [errorWith(), errorWith({id: 'e2', unit: 'io'})],
      }),
      layout: layoutWith(),
      verdict: 'not-covered',
      name: 'partial:10',
    },
  ],
  silent: [{told: 'no device', layout: layoutWith(), name: 'partial:10'}],
} satisfies RuleCases
