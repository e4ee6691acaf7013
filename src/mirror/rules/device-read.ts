import {CONFIDENCE} from '../confidence.js'
import {defineRule} from '../define-rule.js'
import {isUncorrected} from '../error-nature.js'
import {CITES} from './_cites.js'

/** E9: devices read and write buffers of users and files. */
export default defineRule({
  id: 'device-read',
  title: 'A device consumed the bad data',
  group: 'what-if',
  needs: ['layout', 'consumers', 'content', 'incident'],
  cites: [CITES.kernelcore],
  argue({layout, consumers, content, incident}) {
    if (layout.mode !== 'partial' || content.kind === 'kernel' || !isUncorrected(incident)) return undefined
    if (!consumers.some(({unit}) => unit === 'io')) return undefined
    return {
      verdict: 'not-covered',
      confidence: CONFIDENCE['device-read'],
      because:
        'A device read the bad data by itself (DMA): the buffers of processes and files that devices work on lie outside a partial mirror.',
    }
  },
})
