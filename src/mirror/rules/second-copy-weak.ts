import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {isRepaired} from '../error-nature.js'
import {CITES} from './_cites.js'

/** B3: the second copy is in trouble, the first served. */
export default defineRule({
  id: 'second-copy-weak',
  title: 'The second copy of the mirror is in trouble',
  group: 'observed',
  needs: ['origin'],
  cites: [CITES.channelCodes],
  argue({origin}) {
    if (origin.mirrorEvidence !== 'secondary' || !isRepaired(origin)) return undefined
    return {
      verdict: 'observed-absorbed',
      confidence: CONFIDENCE['second-copy-weak'],
      because:
        'The registers name the second copy of a mirror as the place of the error; the data was good. The second copy is weak: replace its DIMM before the first one is needed.',
    }
  },
})
