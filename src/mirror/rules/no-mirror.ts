import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'

/** D1: there was no mirror. */
export default defineRule({
  id: 'no-mirror',
  title: 'No memory was mirrored',
  group: 'actual',
  needs: ['layout'],
  cites: [CITES.rangeMirroring],
  argue({layout}) {
    if (layout.mode !== 'none') return undefined
    return {
      verdict: 'not-covered',
      confidence: CONFIDENCE['no-mirror'],
      because: 'No memory of this machine was mirrored: there was only one copy of the data.',
    }
  },
})
