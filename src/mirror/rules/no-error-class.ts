import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {WANTED_RECORDS} from '../missing-evidence.js'
import {CITES} from './_cites.js'

/** A2: without a class nobody knows whether data was lost. */
export default defineRule({
  id: 'no-error-class',
  title: 'The record does not tell whether data was lost',
  group: 'gate',
  needs: ['incident'],
  cites: [CITES.architecture],
  argue({incident}) {
    if (incident.severity !== 'unknown') return undefined
    return {
      verdict: 'undeterminable',
      confidence: CONFIDENCE['no-error-class'],
      because: 'Cannot tell: what was logged does not say whether the error was corrected or not.',
      toBeSurer: WANTED_RECORDS,
    }
  },
})
