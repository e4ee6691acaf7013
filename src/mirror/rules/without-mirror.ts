import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {isUncorrected} from '../error-nature.js'
import {CITES} from './_cites.js'

/** D1 asked of a layout that was not there. */
export default defineRule({
  id: 'without-mirror',
  title: 'Without a mirror there is only one copy',
  group: 'what-if',
  needs: ['layout', 'incident'],
  cites: [CITES.rangeMirroring],
  argue({layout, incident}) {
    if (layout.mode !== 'none') return undefined
    return {
      verdict: 'not-covered',
      confidence: CONFIDENCE['without-mirror'],
      because: isUncorrected(incident)
        ? 'Without a mirror there is only one copy of the data, and it was lost.'
        : 'Without a mirror there is only one copy of the data: this error, which the mirror corrected, would have been uncorrected.',
    }
  },
})
