import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'

/** C4: DIMMs used as a cache of larger memory cannot be mirrored. */
export default defineRule({
  id: 'near-memory-cache',
  title: 'The memory works as a cache of larger memory',
  group: 'scope',
  needs: ['site'],
  cites: [CITES.architecture, CITES.setup],
  argue({site}) {
    if (site !== 'near-memory') return undefined
    return {
      verdict: 'out-of-scope',
      confidence: CONFIDENCE['near-memory-cache'],
      because:
        'The error is in DIMMs that work as a cache of larger memory (two-level memory); mirroring is possible only where DIMMs are memory of their own.',
    }
  },
})
