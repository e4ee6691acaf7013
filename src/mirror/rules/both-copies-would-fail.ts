import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {bothCopiesBad} from './_both-copies.js'
import {CITES} from './_cites.js'
import {hasMirror} from './_what-if.js'

/** B4 asked of another layout: both channels failed at once. */
export default defineRule({
  id: 'both-copies-would-fail',
  title: 'Both channels of the pair failed at once',
  group: 'what-if',
  needs: ['layout', 'origin', 'nearby', 'span'],
  cites: [CITES.channelCodes],
  argue({layout, origin, nearby, span}) {
    if (!hasMirror(layout) || !bothCopiesBad(origin, nearby, span)) return undefined
    return {
      verdict: 'double-fault',
      confidence: CONFIDENCE['both-copies-would-fail'],
      because:
        'Both channels that held the copies failed at once: another mirror over the same channels would have had nothing good to supply.',
    }
  },
})
