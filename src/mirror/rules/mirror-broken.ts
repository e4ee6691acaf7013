import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {WANTED_BMC_LOG} from '../missing-evidence.js'
import {CITES} from './_cites.js'

/** B5: firmware or driver reports that redundancy is gone. */
export default defineRule({
  id: 'mirror-broken',
  title: 'The firmware reports the mirror as broken',
  group: 'observed',
  needs: ['origin', 'incident'],
  cites: [CITES.uefiRecord, 'edk2 MdePkg/Include/Guid/Cper.h (memory error type 11)'],
  argue({origin, incident}) {
    if (origin.mirrorEvidence !== 'broken') return undefined
    if (incident.outcome === 'panic' || incident.outcome === 'reboot' || origin.severity === 'fatal')
      return {
        verdict: 'undeterminable',
        confidence: CONFIDENCE['mirror-broken'],
        because:
          'Cannot tell: the firmware reports the mirror as broken and the system went down with it; whether the second copy had been lost before, or both at once, is not in this log.',
        toBeSurer: WANTED_BMC_LOG,
      }
    return {
      verdict: 'observed-redundancy-lost',
      confidence: CONFIDENCE['mirror-broken'],
      because: 'The firmware reports that the mirror is broken: from here on there is one copy until repair.',
      toBeSurer: WANTED_BMC_LOG,
    }
  },
})
