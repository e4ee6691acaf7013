import {CONFIDENCE} from '../confidence.js'
import {hasConsumer} from '../consumer.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'
import {neededMirror} from './_what-if.js'

/** E6: a partial mirror that nobody steers data into. */
export default defineRule({
  id: 'no-consumer',
  title: 'Nothing steers data into the mirrored part',
  group: 'what-if',
  needs: ['layout', 'incident'],
  cites: [CITES.bootOnly, CITES.kernelcore],
  argue({layout, incident}) {
    const {kind} = layout.osPolicy
    if (layout.mode !== 'partial' || hasConsumer(layout) || kind === 'unknown' || !neededMirror(incident))
      return undefined
    return {
      verdict: 'not-covered',
      confidence: CONFIDENCE['no-consumer'],
      because:
        kind === 'boot-only'
          ? 'With this layout only structures made at boot land in mirrored memory (the kernel’s page table of all memory, struct page); what the kernel and processes allocate later does not.'
          : 'With this layout nothing steers data into the mirrored part (kernelcore=mirror is not in force): what was hit lies there only by chance.',
    }
  },
})
