import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {pairsWithinController} from '../place.js'
import {CITES} from './_cites.js'

/** C5: logic that serves all channels of a controller. */
export default defineRule({
  id: 'whole-controller',
  title: 'The fault is in logic that serves every channel of a controller',
  group: 'scope',
  needs: ['origin', 'site', 'layout'],
  cites: [CITES.channelCodes, CITES.population],
  argue({origin, site, layout}) {
    const unplaced = site === undefined && origin.unit === 'memory-controller'
    if (site !== 'controller-logic' && !unplaced) return undefined
    if (site === 'controller-logic' && pairsWithinController(layout, origin))
      return {
        verdict: 'out-of-scope',
        confidence: CONFIDENCE['whole-controller'].paired,
        because:
          'The fault is in the memory controller itself, and both copies of a mirror sit behind the same controller: a mirror does not help.',
      }
    return {
      verdict: 'undeterminable',
      confidence: CONFIDENCE['whole-controller'].unknown,
      because: unplaced
        ? 'Cannot tell: the fault is in the memory controller, but its code does not say in which part.'
        : 'Cannot tell: the fault is in a memory controller, and it is not known whether the second copy would sit behind another one.',
      toBeSurer: 'state the pairing of channels in a layout file (pairing.granularity)',
    }
  },
})
