import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {isUnconsumed, isUncorrected} from '../error-nature.js'
import {CITES} from './_cites.js'

/** D11: an uncorrected error that a CPU logs as corrected, in memory without a mirror. */
export default defineRule({
  id: 'scrub-found-unmirrored',
  title: 'Scrubbing found bad data in memory without a mirror',
  group: 'actual',
  needs: ['layout', 'coverage', 'origin', 'incident'],
  cites: [CITES.severityTable],
  argue({layout, coverage, origin, incident}) {
    if (layout.mode !== 'partial' || coverage.where !== 'unmirrored') return undefined
    if (!isUncorrected(origin) || origin.flags.uncorrected !== false || !isUnconsumed(incident)) return undefined
    return {
      verdict: 'not-covered',
      confidence: CONFIDENCE['scrub-found-unmirrored'],
      because:
        'Patrol scrubbing found data that could not be corrected (logged as corrected on this CPU), in memory without a mirror. Nobody had read it.',
    }
  },
})
