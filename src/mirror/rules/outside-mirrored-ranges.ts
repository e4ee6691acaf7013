import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {FOUR_GIB} from '../region-sums.js'
import {CITES} from './_cites.js'

/** D5: one copy only. */
export default defineRule({
  id: 'outside-mirrored-ranges',
  title: 'The place that was hit is not mirrored',
  group: 'actual',
  needs: ['layout', 'coverage', 'span'],
  cites: [CITES.uefiMap, CITES.rangeMirroring],
  argue({layout, coverage, span}) {
    if (layout.mode !== 'partial' || coverage.where !== 'unmirrored' || span === undefined) return undefined
    const low = span.start < FOUR_GIB && layout.osPolicy.ineffectiveReason === 'low4g-unmirrored'
    return {
      verdict: 'not-covered',
      confidence: CONFIDENCE['outside-mirrored-ranges'],
      because: low
        ? 'The address lies below 4 GiB, which is not mirrored on this machine although kernel data lives there: the kernel warned of it at boot (“This configuration results in unmirrored kernel memory”).'
        : 'The address lies outside the mirrored ranges: there was only one copy of the data.',
      ...(low ? {cites: [CITES.kernelcore, CITES.uefiMap]} : {}),
    }
  },
})
