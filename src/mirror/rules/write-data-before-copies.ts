import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'

/** C7: bad data is written to both copies. */
export default defineRule({
  id: 'write-data-before-copies',
  title: 'The data was bad before it was written',
  group: 'scope',
  needs: ['site'],
  cites: [CITES.channelCodes],
  argue({site}) {
    if (site !== 'write-data-before-copies') return undefined
    return {
      verdict: 'out-of-scope',
      confidence: CONFIDENCE['write-data-before-copies'],
      because: 'The data was damaged before it was written: a mirror would have stored the same bad data twice.',
    }
  },
})
