import {isConsumption} from '../../errors/consumption.js'
import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'

const WORDS = {
  cache: 'a processor cache',
  tlb: 'the address translation of a processor (TLB)',
  core: 'a processor core',
} as const

/** C1: the bad bits are not in DRAM. */
export default defineRule({
  id: 'core-or-cache',
  title: 'The fault is in a core or cache',
  group: 'scope',
  needs: ['origin'],
  cites: [CITES.architecture],
  argue({origin}) {
    const {unit} = origin
    if ((unit !== 'cache' && unit !== 'tlb' && unit !== 'core') || isConsumption(origin)) return undefined
    return {
      verdict: 'out-of-scope',
      confidence: CONFIDENCE['core-or-cache'],
      because: `The bad bits are in ${WORDS[unit]}, not in a DIMM: no mirror of memory reaches them.`,
    }
  },
})
