import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {wantedForLayout} from '../missing-evidence.js'
import {CITES} from './_cites.js'

/** The place is known, whether it is mirrored is not. */
export default defineRule({
  id: 'region-unknown',
  title: 'It is not known whether this place is mirrored',
  group: 'actual',
  needs: ['layout', 'coverage'],
  cites: [CITES.uefiMap],
  argue({layout, coverage}) {
    if (coverage.where !== 'unknown' || layout.mode === 'unknown') return undefined
    return {
      verdict: 'undeterminable',
      confidence: CONFIDENCE['region-unknown'],
      because:
        'Cannot tell: the machine has mirrored memory, but the log does not show whether the place that was hit is part of it.',
      toBeSurer: wantedForLayout(layout),
    }
  },
})
