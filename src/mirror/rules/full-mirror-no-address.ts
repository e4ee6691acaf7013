import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {isUncorrected} from '../error-nature.js'
import {WANTED_BMC_LOG} from '../missing-evidence.js'
import {CITES} from './_cites.js'
import {explanations} from './_explanations.js'

/** D3: every address is mirrored, so no address is needed to see the contradiction. */
export default defineRule({
  id: 'full-mirror-no-address',
  title: 'All memory is mirrored, yet an error stayed uncorrected',
  group: 'actual',
  needs: ['layout', 'coverage', 'pairState', 'incident', 'originInferred'],
  cites: [CITES.vendorRas, CITES.setup],
  argue({layout, coverage, pairState, incident, originInferred}) {
    if (layout.mode !== 'full' || coverage.where !== 'no-span' || !isUncorrected(incident)) return undefined
    if (pairState.state === 'degraded') return undefined
    return {
      verdict: 'contradiction',
      confidence: CONFIDENCE['full-mirror-no-address'],
      because: `All memory is mirrored by this layout, so the second copy should have saved the data, yet it was lost. ${explanations(originInferred)}`,
      toBeSurer: WANTED_BMC_LOG,
    }
  },
})
