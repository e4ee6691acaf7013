import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'

/** C10: encryption works above the copies. */
export default defineRule({
  id: 'memory-encryption',
  title: 'The fault is in memory encryption, above the copies',
  group: 'scope',
  needs: ['site'],
  cites: [CITES.channelCodes],
  argue({site}) {
    if (site !== 'encryption') return undefined
    return {
      verdict: 'out-of-scope',
      confidence: CONFIDENCE['memory-encryption'],
      because: 'Memory encryption reported the error (integrity or key); it works on the data of both copies alike.',
    }
  },
})
