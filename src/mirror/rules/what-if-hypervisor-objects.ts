import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'

/** D2: Active Memory Mirroring covers the hypervisor, not the partitions. */
export default defineRule({
  id: 'what-if-hypervisor-objects',
  title: 'Only the hypervisor’s own data would be mirrored',
  group: 'what-if',
  needs: ['layout'],
  cites: [CITES.hypervisorMirror],
  argue({layout}) {
    if (layout.mode !== 'hypervisor-objects') return undefined
    return {
      verdict: 'not-covered',
      confidence: CONFIDENCE['what-if-hypervisor-objects'],
      because: 'With this layout only the hypervisor’s own data has a second copy; memory of a partition has one.',
    }
  },
})
