import {bareLayout} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `what-if-hypervisor-objects`. */
export default {
  speaks: [
    {told: 'Active Memory Mirroring', layout: bareLayout('hypervisor-objects'), verdict: 'not-covered', name: 'amm'},
  ],
  silent: [{told: 'full', layout: bareLayout('full'), name: 'full'}],
} satisfies RuleCases
