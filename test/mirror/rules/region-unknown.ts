import {layoutWith} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `region-unknown`. */
export default {
  speaks: [
    {
      told: 'the total alone is known',
      layout: layoutWith({regions: [], capacity: {mirroredBytes: 1024}}),
      verdict: 'undeterminable',
    },
    {
      told: 'above the lower bound',
      layout: layoutWith({regions: [{start: 1n << 32n, end: 1n << 40n}]}),
      verdict: 'undeterminable',
    },
  ],
  silent: [{told: 'known ranges'}],
} satisfies RuleCases
