import {bareLayout} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `no-mirror`. */
export default {
  speaks: [{told: 'no mirror', layout: bareLayout('none'), verdict: 'not-covered', confidence: 0.98}],
  silent: [{told: 'a partial one'}],
} satisfies RuleCases
