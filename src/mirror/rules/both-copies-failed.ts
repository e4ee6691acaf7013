import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {bothCopiesBad} from './_both-copies.js'
import {CITES} from './_cites.js'

/** B4: both copies of the same line were bad. */
export default defineRule({
  id: 'both-copies-failed',
  title: 'Both copies of the same line were bad',
  group: 'observed',
  needs: ['origin', 'nearby', 'span'],
  cites: [CITES.channelCodes],
  argue({origin, nearby, span}) {
    if (!bothCopiesBad(origin, nearby, span)) return undefined
    return {
      verdict: 'double-fault',
      confidence: CONFIDENCE['both-copies-failed'],
      because:
        'The log shows an uncorrected read of the first copy and of the second copy of the same line: the mirror had nothing good left to supply.',
    }
  },
})
