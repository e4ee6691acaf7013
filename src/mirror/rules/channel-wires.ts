import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'
import {hasMirror, neededMirror, wouldHold} from './_what-if.js'

/** C8: wires of one channel; the twin hangs on another. */
export default defineRule({
  id: 'channel-wires',
  title: 'The fault is on the wires of one channel',
  group: 'what-if',
  needs: ['layout', 'site', 'origin', 'incident', 'content'],
  cites: [CITES.channelCodes, CITES.population],
  argue({layout, site, origin, incident, content}) {
    if (site !== 'channel-wires' || !neededMirror(incident) || !hasMirror(layout)) return undefined
    if (layout.mode === 'partial' && !wouldHold(layout, content)) return undefined
    const read = origin.mca?.transaction === 'read' || incident.severity === 'srar'
    if (!read)
      return {
        verdict: 'undeterminable',
        confidence: CONFIDENCE['channel-wires'].write,
        because:
          'Cannot tell: the command and address wires of one channel failed. A read would have been answered by the twin on another channel; a lost write would have left the copies different.',
      }
    return {
      verdict: 'absorbed-degraded',
      confidence: CONFIDENCE['channel-wires'].read,
      because:
        'The wires of one channel failed on a read; the twin hangs on another channel and would have answered, at the price of this copy.',
    }
  },
})
