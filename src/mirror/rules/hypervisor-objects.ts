import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'

/** D2: Active Memory Mirroring covers the hypervisor, not the partitions. */
export default defineRule({
  id: 'hypervisor-objects',
  title: 'Only the hypervisor’s own data was mirrored',
  group: 'actual',
  needs: ['layout'],
  cites: [CITES.hypervisorMirror],
  argue({layout}) {
    if (layout.mode !== 'hypervisor-objects') return undefined
    return {
      verdict: 'not-covered',
      confidence: CONFIDENCE['hypervisor-objects'],
      because: 'Only the hypervisor’s own data was mirrored on this machine; memory of a partition has one copy.',
    }
  },
})
