import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'

/** C6: the same wrong address goes to both copies. */
export default defineRule({
  id: 'address-before-copies',
  title: 'The address was wrong before the copies part',
  group: 'scope',
  needs: ['site'],
  cites: [CITES.channelCodes],
  argue({site}) {
    if (site !== 'address-before-copies') return undefined
    return {
      verdict: 'out-of-scope',
      confidence: CONFIDENCE['address-before-copies'],
      because:
        'The address was damaged on its way to memory, before the copies part: both would have been asked for the same wrong place.',
    }
  },
})
