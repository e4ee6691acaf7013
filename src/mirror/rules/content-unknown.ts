import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {WANTED_CONTENT} from '../missing-evidence.js'
import {mirroredShareOf} from '../region-sums.js'
import {CITES} from './_cites.js'
import {percent} from './_percent.js'
import {neededMirror} from './_what-if.js'

/** E7: it depends on what was hit, and the log does not say. */
export default defineRule({
  id: 'content-unknown',
  title: 'What was hit is not known, and it decides',
  group: 'what-if',
  needs: ['layout', 'incident', 'content', 'coverage'],
  cites: [CITES.rangeMirroring, CITES.kernelcore],
  argue({layout, incident, content, coverage}) {
    if (layout.mode !== 'partial' || !neededMirror(incident)) return undefined
    if (content.kind !== 'unknown' && layout.osPolicy.kind !== 'unknown') return undefined
    const share = mirroredShareOf(layout)
    const chance =
      share === undefined ? '' : ` By size alone ${percent(share)} of the memory the system would see is mirrored.`
    const lens =
      coverage.where === 'mirrored' || coverage.where === 'unmirrored'
        ? ` At its present address the data would lie ${coverage.where === 'mirrored' ? 'inside' : 'outside'} the mirrored ranges, but a partial mirror changes the addresses.`
        : ''
    return {
      verdict: 'undeterminable',
      confidence: CONFIDENCE['content-unknown'],
      because: `Cannot tell: a partial mirror holds kernel data, and the log does not show whether kernel or other data was hit.${chance}${lens}`,
      toBeSurer: WANTED_CONTENT,
    }
  },
})
