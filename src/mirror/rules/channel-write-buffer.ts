import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'
import {hasMirror, neededMirror, wouldHold} from './_what-if.js'

/** C9: the write buffer of one channel. */
export default defineRule({
  id: 'channel-write-buffer',
  title: 'The fault is in the write buffer of one channel',
  group: 'what-if',
  needs: ['layout', 'site', 'incident', 'content'],
  cites: [CITES.channelCodes],
  argue({layout, site, incident, content}) {
    if (site !== 'channel-write-buffer' || !neededMirror(incident) || !hasMirror(layout)) return undefined
    if (layout.mode === 'partial' && !wouldHold(layout, content)) return undefined
    return {
      verdict: 'undeterminable',
      confidence: CONFIDENCE['channel-write-buffer'],
      because:
        'Cannot tell: the write buffer of one channel failed, so one copy would have been good; what the controller does then is not public.',
    }
  },
})
