import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'

/** A1: what a guest sees says nothing of the host's mirroring. */
export default defineRule({
  id: 'guest-log',
  title: 'The log of a virtual machine says nothing of the host’s mirror',
  group: 'gate',
  needs: ['guest'],
  cites: [CITES.architecture],
  argue({guest}) {
    if (!guest) return undefined
    return {
      verdict: 'undeterminable',
      confidence: CONFIDENCE['guest-log'],
      because:
        'This is the log of a virtual machine: its addresses and machine-check banks are made by the hypervisor and say nothing of how the host’s memory is mirrored.',
      toBeSurer: 'analyse the host’s kernel log of the same time',
    }
  },
})
