import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {isUncorrected} from '../error-nature.js'
import {WANTED_BMC_LOG} from '../missing-evidence.js'
import {CITES} from './_cites.js'
import {explanations} from './_explanations.js'

/** D10: the layout says that a second copy stood there. */
export default defineRule({
  id: 'mirrored-and-healthy',
  title: 'The layout says a whole mirror stood there, yet the error was uncorrected',
  group: 'actual',
  needs: ['coverage', 'pairState', 'incident', 'originInferred'],
  cites: [CITES.rangeMirroring, CITES.mcelog],
  argue({coverage, pairState, incident, originInferred}) {
    if (coverage.where !== 'mirrored' || pairState.state === 'degraded' || !isUncorrected(incident)) return undefined
    return {
      verdict: 'contradiction',
      confidence: CONFIDENCE['mirrored-and-healthy'],
      because: `By this layout a second copy stood at this address and should have saved the data, yet it was lost. ${explanations(originInferred)}`,
      toBeSurer: WANTED_BMC_LOG,
    }
  },
})
