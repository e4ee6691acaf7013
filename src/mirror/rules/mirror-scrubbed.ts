import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {isRepaired} from '../error-nature.js'
import {CITES} from './_cites.js'

/** B2: the data came from the twin, and the bad copy was repaired. */
export default defineRule({
  id: 'mirror-scrubbed',
  title: 'The mirror supplied the data and repaired the bad copy',
  group: 'observed',
  needs: ['origin'],
  cites: [CITES.mcelog],
  argue({origin}) {
    if (origin.mirrorEvidence !== 'scrubbed' || !isRepaired(origin)) return undefined
    return {
      verdict: 'observed-absorbed',
      confidence: CONFIDENCE['mirror-scrubbed'],
      because:
        'The registers say that the mirror supplied the good copy and repaired the bad one: nothing was lost, both copies stand.',
    }
  },
})
