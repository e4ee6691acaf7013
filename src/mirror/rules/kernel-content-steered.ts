import {CONFIDENCE} from '../confidence.js'
import {hasConsumer} from '../consumer.js'
import {defineRule} from '../define-rule.js'
import type {MirrorLayout} from '../layout.js'
import {WANTED_CONTENT} from '../missing-evidence.js'
import {CITES} from './_cites.js'
import {failsOver, neededMirror, sawFailover} from './_what-if.js'

/** Ways past the steering: kernel data that still lands outside the mirror. */
const isLeaky = ({osPolicy, request}: MirrorLayout): boolean =>
  osPolicy.ineffectiveReason === 'fallback-seen' ||
  osPolicy.ineffectiveReason === 'low4g-unmirrored' ||
  request?.below4G === false

/** E4: kernel data lives in mirrored memory when the kernel is told so. */
export default defineRule({
  id: 'kernel-content-steered',
  title: 'Kernel data would have been in mirrored memory',
  group: 'what-if',
  needs: ['layout', 'incident', 'content', 'repeated'],
  cites: [CITES.kernelcore, CITES.rangeMirroring],
  argue({layout, incident, content, repeated}) {
    if (layout.mode !== 'partial' || !hasConsumer(layout) || content.kind !== 'kernel' || !neededMirror(incident))
      return undefined
    const sure = content.sure
      ? CONFIDENCE['kernel-content-steered'].known
      : CONFIDENCE['kernel-content-steered'].inferred
    const leaky = isLeaky(layout)
    const degraded = (repeated || sawFailover(incident)) && failsOver(layout)
    return {
      verdict: degraded ? 'absorbed-degraded' : 'absorbed',
      confidence: leaky ? Math.min(sure, CONFIDENCE['kernel-content-steered'].leaky) : sure,
      because: [
        `Kernel data was hit (${content.because}). With this layout the kernel keeps its data in mirrored memory, so the second copy would most likely have supplied it.`,
        leaky ? 'Some kernel data still lies outside the mirror here, so this is less sure.' : '',
        degraded ? 'The fault at this place lasts, so the mirror would then run on one copy there until repair.' : '',
      ]
        .filter(sentence => sentence !== '')
        .join(' '),
      ...(content.sure ? {} : {toBeSurer: WANTED_CONTENT}),
    }
  },
})
