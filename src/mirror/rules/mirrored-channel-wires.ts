import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {isUncorrected} from '../error-nature.js'
import {WANTED_BMC_LOG} from '../missing-evidence.js'
import {CITES} from './_cites.js'
import {hasMirror} from './_what-if.js'

/** C8 where a mirror stood: the twin answers a read, but a lost write leaves the copies different. */
export default defineRule({
  id: 'mirrored-channel-wires',
  title: 'The wires of one channel of a mirror failed',
  group: 'actual',
  needs: ['layout', 'coverage', 'pairState', 'site', 'origin', 'incident'],
  cites: [CITES.channelCodes, CITES.population],
  argue({layout, coverage, pairState, site, origin, incident}) {
    if (site !== 'channel-wires' || !hasMirror(layout) || pairState.state === 'degraded') return undefined
    if (coverage.where === 'unmirrored' || coverage.where === 'outside') return undefined
    if (!isUncorrected(incident) || origin.mca?.transaction === 'read') return undefined
    return {
      verdict: 'undeterminable',
      confidence: CONFIDENCE['mirrored-channel-wires'],
      because:
        'Cannot tell: the command and address wires of one channel failed. Where a second copy stood, on another channel, it would have answered a read; a lost write leaves the copies different, and which of the two it was the record does not show.',
      toBeSurer: WANTED_BMC_LOG,
    }
  },
})
