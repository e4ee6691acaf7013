import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'
import {failsOver, neededMirror, sawFailover} from './_what-if.js'

/** E2: the fault lasts, so the pair gives up a copy. */
export default defineRule({
  id: 'full-absorbs-with-failover',
  title: 'A lasting fault makes the mirror give up one copy',
  group: 'what-if',
  needs: ['layout', 'incident', 'repeated'],
  cites: [CITES.setup, CITES.mcelog],
  argue({layout, incident, repeated}) {
    if (layout.mode !== 'full' || !neededMirror(incident) || !failsOver(layout)) return undefined
    if (!repeated && !sawFailover(incident)) return undefined
    return {
      verdict: 'absorbed-degraded',
      confidence: CONFIDENCE['full-absorbs-with-failover'],
      because:
        'With all memory mirrored the second copy would have supplied the data. The fault at this place lasts (it showed before), so the mirror would then run on one copy there until repair.',
    }
  },
})
