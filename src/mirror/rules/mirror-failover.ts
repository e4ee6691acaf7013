import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {isRepaired} from '../error-nature.js'
import {CITES} from './_cites.js'

/** B1: the data came from the twin, and the pair gave up a copy. */
export default defineRule({
  id: 'mirror-failover',
  title: 'The mirror supplied the data and failed over to one copy',
  group: 'observed',
  needs: ['origin'],
  cites: [CITES.mcelog],
  argue({origin}) {
    if (origin.mirrorEvidence !== 'failover' || !isRepaired(origin)) return undefined
    return {
      verdict: 'observed-redundancy-lost',
      confidence: CONFIDENCE['mirror-failover'],
      because:
        'The registers say that the mirror supplied the good copy and then failed over: nothing was lost, but only one copy is left there until repair.',
    }
  },
})
