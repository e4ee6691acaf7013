import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'
import {failsOver, hasMirror, neededMirror} from './_what-if.js'

/** E3: the other channel of the pair had been given up before. */
export default defineRule({
  id: 'twin-already-failed',
  title: 'The other channel of the pair would have failed before',
  group: 'what-if',
  needs: ['layout', 'history', 'incident'],
  cites: [CITES.setup, CITES.population],
  argue({layout, history, incident}) {
    if (!hasMirror(layout) || !history.twinFailed || !failsOver(layout) || !neededMirror(incident)) return undefined
    if (layout.mode === 'partial')
      return {
        verdict: 'undeterminable',
        confidence: CONFIDENCE['twin-already-failed'].partial,
        because:
          'Cannot tell: the other channel of this pair failed for good before. If that was within the mirrored part, only one copy was left here.',
      }
    return {
      verdict: 'not-covered',
      confidence: CONFIDENCE['twin-already-failed'].full,
      because:
        'The other channel of this pair failed for good before, and no repair shows in the log: the mirror would have been running on this copy alone.',
    }
  },
})
