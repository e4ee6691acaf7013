import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {isUnconsumed, isUncorrected} from '../error-nature.js'
import {WANTED_BMC_LOG} from '../missing-evidence.js'
import {CITES} from './_cites.js'

/** D9: patrol scrub found the second copy bad before anybody needed it. */
export default defineRule({
  id: 'second-copy-scrubbed',
  title: 'Scrubbing found the second copy bad; the first still holds good data',
  group: 'observed',
  needs: ['origin', 'incident', 'coverage', 'pairState'],
  cites: [CITES.channelCodes],
  argue({origin, incident, coverage, pairState}) {
    if (origin.mirrorEvidence !== 'secondary' || !isUncorrected(origin) || !isUnconsumed(incident)) return undefined
    if (coverage.where === 'unmirrored' || pairState.state === 'degraded') return undefined
    return {
      verdict: 'observed-absorbed',
      confidence: CONFIDENCE['second-copy-scrubbed'],
      because:
        'The registers name the second copy of a mirror as bad, and nobody had read it: the first copy still holds good data. The mirror there stands on one leg until the DIMM is replaced.',
      toBeSurer: WANTED_BMC_LOG,
    }
  },
})
