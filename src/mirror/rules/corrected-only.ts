import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'

/** What a mirror can have had to do with a corrected error: with the actual one all it shows, with another what it saved. */
const SHOWN = {
  actual: ['failover', 'scrubbed', 'secondary', 'broken'],
  hypothetical: ['failover', 'scrubbed'],
} as const

/** A3: ECC repaired the data, a mirror never had to act. */
export default defineRule({
  id: 'corrected-only',
  title: 'ECC corrected the error: a mirror was not needed',
  group: 'gate',
  needs: ['incident', 'layout'],
  cites: [CITES.architecture, CITES.mcelog],
  argue({incident, layout}) {
    if (incident.severity !== 'corrected' && incident.severity !== 'informational') return undefined
    const shown: readonly string[] = SHOWN[layout.role]
    if (incident.errors.some(({mirrorEvidence}) => shown.includes(mirrorEvidence))) return undefined
    return {
      verdict: 'not-evaluated',
      confidence: CONFIDENCE['corrected-only'],
      because:
        incident.severity === 'corrected'
          ? 'The hardware corrected the data by itself (ECC); nothing was lost, and no mirror was needed.'
          : 'The record is for information only: no data was lost.',
    }
  },
})
