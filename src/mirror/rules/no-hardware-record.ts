import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {WANTED_RECORDS} from '../missing-evidence.js'
import {CITES} from './_cites.js'

/** X30: a page was given up, but no hardware said why. */
export default defineRule({
  id: 'no-hardware-record',
  title: 'Only the page was logged, no hardware record and no class',
  group: 'gate',
  needs: ['incident', 'originInferred'],
  cites: [CITES.memoryFailure, CITES.poisonDocument],
  argue({incident, originInferred}) {
    const told = incident.errors.some(error => error.severity !== 'unknown' || error.basis === 'registers')
    if (told || !originInferred) return undefined
    return {
      verdict: 'undeterminable',
      confidence: CONFIDENCE['no-hardware-record'],
      because:
        'Cannot tell: the kernel gave up a page, but no hardware record of an error was logged. It may be a real error whose record went elsewhere, or poison made by software or carried over by a live migration.',
      toBeSurer: WANTED_RECORDS,
    }
  },
})
