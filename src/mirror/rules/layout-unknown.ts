import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {wantedForLayout} from '../missing-evidence.js'
import {CITES} from './_cites.js'

/** A5: without the layout there is nothing to judge by. */
export default defineRule({
  id: 'layout-unknown',
  title: 'It is not known how memory is mirrored',
  group: 'scope',
  needs: ['layout'],
  cites: [CITES.uefiMap, CITES.kernelcore],
  argue({layout}) {
    if (layout.mode !== 'unknown') return undefined
    return {
      verdict: 'undeterminable',
      confidence: CONFIDENCE['layout-unknown'],
      because:
        layout.role === 'actual'
          ? 'Cannot tell: the log does not show how memory was mirrored when the error happened.'
          : 'Cannot tell: the layout asked about does not say how memory would be mirrored.',
      toBeSurer: wantedForLayout(layout),
    }
  },
})
