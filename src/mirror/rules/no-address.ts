import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {WANTED_RECORDS} from '../missing-evidence.js'
import {mirroredShareOf} from '../region-sums.js'
import {CITES} from './_cites.js'
import {percent} from './_percent.js'

/** D4: a partial mirror cannot be looked up without an address. */
export default defineRule({
  id: 'no-address',
  title: 'No usable physical address was logged',
  group: 'actual',
  needs: ['layout', 'coverage', 'origin'],
  cites: [CITES.architecture, CITES.channelAddress],
  argue({layout, coverage, origin}) {
    if (layout.mode !== 'partial' || coverage.where !== 'no-span') return undefined
    const share = mirroredShareOf(layout)
    const prior = share === undefined ? '' : ` ${percent(share)} of the memory the system sees is mirrored.`
    const why =
      origin.address?.kind === 'normalized'
        ? 'the address in the record counts within one memory channel and cannot be compared with the mirrored ranges'
        : 'the record has no physical address that could be compared with the mirrored ranges'
    return {
      verdict: 'undeterminable',
      confidence: CONFIDENCE['no-address'],
      because: `Cannot tell: ${why}.${prior}`,
      toBeSurer: WANTED_RECORDS,
    }
  },
})
