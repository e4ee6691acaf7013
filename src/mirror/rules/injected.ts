import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'

/** A4: test traffic; injected poison never was in a DRAM cell. */
export default defineRule({
  id: 'injected',
  title: 'The error was injected by a test tool',
  group: 'gate',
  needs: ['incident'],
  cites: [CITES.poisonDocument, 'Linux Documentation/firmware-guide/acpi/apei/einj.rst'],
  argue({incident}) {
    if (!incident.injected) return undefined
    return {
      verdict: 'undeterminable',
      confidence: CONFIDENCE.injected,
      because:
        'This was a test (injected): the log shows an injection tool at work, and poison that software makes never passes a mirror.',
    }
  },
})
