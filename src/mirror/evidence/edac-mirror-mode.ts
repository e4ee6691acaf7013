import {defineEvidence} from '../define-evidence.js'
import type {MirrorLayout} from '../layout.js'
import {type FactOf, factsOf, toldBy} from './_facts.js'

/** The driver reads the controller's registers; printed at debug level only. */
const READ = 0.9
/** `enabled` without saying which kind. */
const SOME_KIND = 0.6

const MODES: Readonly<Record<FactOf<'mirror-mode'>['mode'], MirrorLayout['mode']>> = {
  full: 'full',
  'address-range': 'partial',
  enabled: 'full',
  disabled: 'none',
}

/** Mirror mode as a memory-controller driver (sb_edac) read it from the controller. */
export default defineEvidence({
  id: 'edac-mirror-mode',
  title: 'Mirror mode by the EDAC driver',
  claim: facts => {
    const line = factsOf(facts, 'mirror-mode').at(-1)
    if (line === undefined) return undefined
    return {
      fields: {mode: MODES[line.mode]},
      provenance: toldBy('kernel-log', line.mode === 'enabled' ? SOME_KIND : READ, ['mode'], line),
    }
  },
})
