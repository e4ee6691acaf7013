import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'
import {hasMirror, neededMirror} from './_what-if.js'

/** E10: firmware hit the error before or below the operating system. */
export default defineRule({
  id: 'before-the-system-ran',
  title: 'The firmware ran into the error, not the system',
  group: 'what-if',
  needs: ['layout', 'incident'],
  cites: [CITES.rangeMirroring],
  argue({layout, incident}) {
    if (incident.consumption !== 'firmware' || !neededMirror(incident) || !hasMirror(layout)) return undefined
    if (layout.mode === 'full')
      return {
        verdict: 'absorbed',
        confidence: CONFIDENCE['before-the-system-ran'].full,
        because:
          'The firmware ran into the error; with all memory mirrored the second copy would have answered it as well.',
      }
    return {
      verdict: 'undeterminable',
      confidence: CONFIDENCE['before-the-system-ran'].partial,
      because:
        'Cannot tell: the firmware ran into the error, and where a partial mirror would put the firmware’s own memory is not known.',
    }
  },
})
