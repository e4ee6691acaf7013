import {bareLayout} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `without-mirror`. */
export default {
  speaks: [{told: 'none', layout: bareLayout('none'), verdict: 'not-covered', name: 'none'}],
  silent: [{told: 'full', layout: bareLayout('full'), name: 'full'}],
} satisfies RuleCases
