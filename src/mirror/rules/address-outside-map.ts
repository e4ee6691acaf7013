import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {WANTED_HOT_ADDED, wantedForLayout} from '../missing-evidence.js'
import {CITES} from './_cites.js'

/** D7: a hole, memory added later, or a map of another boot. */
export default defineRule({
  id: 'address-outside-map',
  title: 'The address lies in no known memory',
  group: 'actual',
  needs: ['coverage', 'layout'],
  cites: [CITES.uefiMap],
  argue({coverage, layout}) {
    if (coverage.where !== 'outside') return undefined
    return {
      verdict: 'undeterminable',
      confidence: CONFIDENCE['address-outside-map'],
      because:
        'Cannot tell: the address lies in no memory of the map from boot. It may be memory added or removed later, memory the firmware keeps, or the map of another boot.',
      toBeSurer: `${wantedForLayout(layout)}; ${WANTED_HOT_ADDED}`,
    }
  },
})
