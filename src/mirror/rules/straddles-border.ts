import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {WANTED_RECORDS} from '../missing-evidence.js'
import {CITES} from './_cites.js'
import {percent} from './_percent.js'

/** D6: part of the span is mirrored, part is not. */
export default defineRule({
  id: 'straddles-border',
  title: 'The error’s span crosses the border of a mirrored range',
  group: 'actual',
  needs: ['coverage'],
  cites: [CITES.architecture, CITES.uefiMap],
  argue({coverage}) {
    if (coverage.where !== 'straddling') return undefined
    return {
      verdict: 'undeterminable',
      confidence: CONFIDENCE['straddles-border'],
      because: `Cannot tell: the address is known only as a span, of which ${percent(coverage.mirroredShare ?? 0)} is mirrored.`,
      toBeSurer: WANTED_RECORDS,
    }
  },
})
