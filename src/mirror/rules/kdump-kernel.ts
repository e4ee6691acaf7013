import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'
import {neededMirror} from './_what-if.js'

/** E11: the crash kernel steers nothing. */
export default defineRule({
  id: 'kdump-kernel',
  title: 'The crash-dump kernel ignores kernelcore=mirror',
  group: 'what-if',
  needs: ['layout', 'incident'],
  cites: [CITES.kernelcore],
  argue({layout, incident}) {
    if (layout.mode !== 'partial' || layout.osPolicy.ineffectiveReason !== 'kdump-kernel') return undefined
    if (!neededMirror(incident)) return undefined
    return {
      verdict: 'not-covered',
      confidence: CONFIDENCE['kdump-kernel'],
      because:
        'The error struck the crash-dump kernel, which ignores kernelcore=mirror: its data lies wherever the dump area was reserved.',
    }
  },
})
