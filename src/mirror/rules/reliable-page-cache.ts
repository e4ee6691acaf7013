import {CONFIDENCE} from '../confidence.js'
import {hasConsumer} from '../consumer.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'
import {failsOver, neededMirror, sawFailover} from './_what-if.js'

/** E5, second half: graded memory keeps file pages in the mirror too. */
export default defineRule({
  id: 'reliable-page-cache',
  title: 'File pages would have been in mirrored memory',
  group: 'what-if',
  needs: ['layout', 'incident', 'content', 'repeated'],
  cites: [CITES.grading],
  argue({layout, incident, content, repeated}) {
    if (layout.mode !== 'partial' || layout.osPolicy.kind !== 'openeuler-reliable' || !hasConsumer(layout))
      return undefined
    if (content.kind !== 'page-cache' || !neededMirror(incident)) return undefined
    const degraded = (repeated || sawFailover(incident)) && failsOver(layout)
    return {
      verdict: degraded ? 'absorbed-degraded' : 'absorbed',
      confidence: CONFIDENCE['reliable-page-cache'],
      because: `A file page was hit (${content.because}). With graded memory (kernelcore=reliable) file pages are kept in mirrored memory while there is room, so the second copy would probably have supplied it.`,
    }
  },
})
