import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'
import {failsOver, neededMirror, sawFailover} from './_what-if.js'

/** E1: a single copy failed, the other one answers. */
export default defineRule({
  id: 'full-absorbs',
  title: 'With all memory mirrored the second copy answers',
  group: 'what-if',
  needs: ['layout', 'incident', 'repeated'],
  cites: [CITES.vendorRas, CITES.mcelog],
  argue({layout, incident, repeated}) {
    if (layout.mode !== 'full' || !neededMirror(incident)) return undefined
    if ((repeated || sawFailover(incident)) && failsOver(layout)) return undefined
    return {
      verdict: 'absorbed',
      confidence: CONFIDENCE['full-absorbs'],
      because: repeated
        ? 'With all memory mirrored and fail-over off, the second copy would have answered each time; every access to the bad place costs a second read.'
        : 'With all memory mirrored the second copy would have supplied the data, wherever it lay.',
    }
  },
})
