import {bareLayout} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `hypervisor-objects`. */
export default {
  speaks: [{told: 'Active Memory Mirroring', layout: bareLayout('hypervisor-objects'), verdict: 'not-covered'}],
  silent: [{told: 'a partial mirror'}],
} satisfies RuleCases
