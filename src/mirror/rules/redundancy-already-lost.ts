import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {isUncorrected} from '../error-nature.js'
import {WANTED_BMC_LOG} from '../missing-evidence.js'
import {CITES} from './_cites.js'

/** D8: the pair had one copy left when the error came. */
export default defineRule({
  id: 'redundancy-already-lost',
  title: 'The mirror had lost a copy before',
  group: 'actual',
  needs: ['layout', 'coverage', 'pairState', 'incident'],
  cites: [CITES.mcelog, CITES.setup],
  argue({layout, coverage, pairState, incident}) {
    const inMirror = coverage.where === 'mirrored' || (layout.mode === 'full' && coverage.where === 'no-span')
    // A copy given up by these very channels proves that they were a mirror, whether or not the layout is known.
    const proven = layout.mode === 'unknown' && pairState.tied
    if (!(inMirror || proven) || pairState.state !== 'degraded' || !isUncorrected(incident)) return undefined
    const since = pairState.since === undefined ? '' : ` (since ${pairState.since})`
    return {
      verdict: 'not-covered',
      confidence: CONFIDENCE['redundancy-already-lost'][pairState.tied ? 'tied' : 'loose'],
      because: pairState.tied
        ? `The redundancy was already lost${since}: this pair of channels had only one copy left when the error came.`
        : `Most likely the redundancy was already lost${since}: a pair of channels had given up a copy, though the log does not show whether it is this one.`,
      toBeSurer: WANTED_BMC_LOG,
    }
  },
})
