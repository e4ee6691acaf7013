import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'
import {failsOver, hasMirror, neededMirror} from './_what-if.js'

/** E3: one of the two copies had been given up before. */
export default defineRule({
  id: 'twin-already-failed',
  title: 'The pair would have been on one copy before',
  group: 'what-if',
  needs: ['layout', 'history', 'incident', 'pairState'],
  cites: [CITES.setup, CITES.population],
  argue({layout, history, incident, pairState}) {
    const seen = pairState.state === 'degraded' && pairState.tied
    if (!hasMirror(layout) || !(history.twinFailed || seen) || !failsOver(layout) || !neededMirror(incident))
      return undefined
    const before = seen
      ? `These channels gave up a copy before${pairState.since === undefined ? '' : ` (${pairState.since})`}`
      : 'The other channel of this pair failed for good before'
    if (layout.mode === 'partial')
      return {
        verdict: 'undeterminable',
        confidence: CONFIDENCE['twin-already-failed'].partial,
        because: `Cannot tell: ${before.charAt(0).toLowerCase()}${before.slice(1)}. If that was within the mirrored part, only one copy was left here.`,
      }
    return {
      verdict: 'not-covered',
      confidence: CONFIDENCE['twin-already-failed'].full,
      because: `${before}, and no repair shows in the log: the mirror would have been running on one copy.`,
    }
  },
})
