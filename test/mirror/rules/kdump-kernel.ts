import {layoutWith} from '../layout-builder.js'
import type {RuleCases} from '../rule-case.js'

/** Cases of the rule `kdump-kernel`. */
export default {
  speaks: [
    {
      told: 'the crash kernel',
      layout: layoutWith({osPolicy: {kind: 'kernelcore-mirror', effective: false, ineffectiveReason: 'kdump-kernel'}}),
      verdict: 'not-covered',
      name: 'partial:10',
    },
  ],
  silent: [{told: 'the kernel proper', layout: layoutWith(), name: 'partial:10'}],
} satisfies RuleCases
