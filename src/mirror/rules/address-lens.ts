import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'
import {neededMirror} from './_what-if.js'

/** The second lens on a partial mirror: the present address in the new ranges. Never the verdict where content is known. */
export default defineRule({
  id: 'address-lens',
  title: 'The present address, looked up in the ranges that would be mirrored',
  group: 'what-if',
  needs: ['layout', 'incident', 'coverage'],
  cites: [CITES.rangeMirroring],
  argue({layout, incident, coverage}) {
    if (layout.mode !== 'partial' || !neededMirror(incident)) return undefined
    if (coverage.where !== 'mirrored' && coverage.where !== 'unmirrored') return undefined
    return {
      verdict: 'undeterminable',
      confidence: CONFIDENCE['address-lens'],
      because: `At its present address the data would lie ${coverage.where === 'mirrored' ? 'inside' : 'outside'} the ranges to be mirrored. This is a weak hint: a partial mirror packs memory anew, and the same cell gets another address.`,
    }
  },
})
