import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'

/** C11: the poison was made elsewhere and stored twice. */
export default defineRule({
  id: 'poison-in-transit',
  title: 'The data arrived at memory already marked bad',
  group: 'scope',
  needs: ['site'],
  cites: [CITES.channelCodes],
  argue({site}) {
    if (site !== 'arrived-poisoned') return undefined
    return {
      verdict: 'out-of-scope',
      confidence: CONFIDENCE['poison-in-transit'],
      because:
        'The data came to the memory controller already marked bad by a cache or a device: a mirror would have stored the mark twice.',
    }
  },
})
