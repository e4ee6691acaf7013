import {bareLayout} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `layout-unknown`. */
export default {
  speaks: [{told: 'nothing known', layout: bareLayout('unknown'), verdict: 'undeterminable', confidence: 1}],
  silent: [{told: 'a known layout'}],
} satisfies RuleCases
