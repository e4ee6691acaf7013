import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {WANTED_BMC_LOG} from '../missing-evidence.js'
import {CITES} from './_cites.js'

/** Banks in front of the controllers, where mirroring shows. */
const MIRROR_BANK = /-(?:m2m|ha)$/

/** A corrected error in a bank that reports mirroring in a layout nobody has published. */
export default defineRule({
  id: 'undecoded-mirror-field',
  title: 'The register that shows mirroring has no public layout on this CPU',
  group: 'observed',
  needs: ['origin', 'layout'],
  cites: ['mcelog p4.c (no mirror decoding for this model)', CITES.channelCodes],
  argue({origin, layout}) {
    if (origin.mirrorEvidence !== 'undecoded' || !MIRROR_BANK.test(origin.bankKind ?? '')) return undefined
    if (origin.severity !== 'corrected' || layout.mode === 'none') return undefined
    return {
      verdict: 'undeterminable',
      confidence: CONFIDENCE['undecoded-mirror-field'],
      because:
        'Cannot tell: the error was corrected in the bank that also reports what a mirror did, but how this CPU writes that down is not public. It may have been ECC alone, or the second copy.',
      toBeSurer: WANTED_BMC_LOG,
    }
  },
})
