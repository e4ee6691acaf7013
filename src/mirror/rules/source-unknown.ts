import {isConsumption} from '../../errors/consumption.js'
import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'

/** The record names no part of the machine. */
export default defineRule({
  id: 'source-unknown',
  title: 'The record does not say which part failed',
  group: 'scope',
  needs: ['origin'],
  cites: [CITES.architecture],
  argue({origin}) {
    if ((origin.unit !== 'unknown' && origin.unit !== 'firmware') || isConsumption(origin)) return undefined
    return {
      verdict: 'undeterminable',
      confidence: CONFIDENCE['source-unknown'],
      because: 'Cannot tell: the record does not say which part of the machine failed, memory or another.',
      toBeSurer: 'give the CPU’s signature with --cpu, or collect the BMC event log (ipmitool sel elist)',
    }
  },
})
