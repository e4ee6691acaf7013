import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {isUnconsumed, isUncorrected} from '../error-nature.js'
import {CITES} from './_cites.js'

/** E8: nobody needed the data. */
export default defineRule({
  id: 'no-outage-content',
  title: 'Nobody needed the data that was lost',
  group: 'what-if',
  needs: ['layout', 'incident', 'content'],
  cites: [CITES.memoryFailure],
  argue({layout, incident, content}) {
    if (layout.mode !== 'partial' || !isUncorrected(incident)) return undefined
    const unknown = content.kind === 'unknown' && isUnconsumed(incident)
    if (content.kind !== 'free' && !unknown) return undefined
    return {
      verdict: 'not-covered',
      confidence: CONFIDENCE['no-outage-content'],
      because:
        content.kind === 'free'
          ? 'The page was free, and free pages lie mostly outside a partial mirror. Nothing was lost and there was no outage to avoid.'
          : 'The error was found before anybody read the data; most memory lies outside a partial mirror. There was no outage to avoid.',
    }
  },
})
