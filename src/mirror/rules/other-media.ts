import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'

/** Labels of memory in the package and of persistent memory. */
const LABEL = /HBM|NVDIMM|PMEM/i

const REGION_WORDS = {
  hbm: 'memory in the processor package (HBM)',
  pmem: 'persistent memory',
  cxl: 'memory behind a CXL link',
} as const

/** C3: mirroring works on DIMMs behind the processor's own controllers. */
export default defineRule({
  id: 'other-media',
  title: 'The memory is no DIMM that can be mirrored',
  group: 'scope',
  needs: ['origin', 'site', 'span', 'layout'],
  cites: [CITES.setup],
  argue({origin, site, span, layout}) {
    const region = layout.regions.find(({start, end}) => span !== undefined && span.start >= start && span.end <= end)
    const media = region?.media
    const byRegion = media === 'hbm' || media === 'pmem' || media === 'cxl' ? REGION_WORDS[media] : undefined
    const byUnit = origin.unit === 'cxl' ? REGION_WORDS.cxl : undefined
    const byLabel =
      LABEL.test(origin.dram?.label ?? '') || site === 'other-media' ? 'memory that is no DIMM' : undefined
    const where = byUnit ?? byRegion ?? byLabel
    if (where === undefined) return undefined
    return {
      verdict: 'out-of-scope',
      confidence: CONFIDENCE['other-media'],
      because: `The error is in ${where}: mirroring covers DIMMs behind the processor’s own memory controllers only.`,
    }
  },
})
