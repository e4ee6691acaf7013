import {CONFIDENCE} from '../confidence.js'
import {hasConsumer} from '../consumer.js'
import {defineRule} from '../define-rule.js'
import {CITES} from './_cites.js'
import {neededMirror} from './_what-if.js'

/** Who lives outside the mirror, by who steers data into it. */
const OUTSIDE = {
  'kernelcore-mirror':
    'with kernelcore=mirror only kernel data is kept in mirrored memory, processes and file pages are not',
  'openeuler-reliable':
    'graded memory keeps kernel data, file pages and flagged tasks in mirrored memory; whether this task was flagged is not in the log',
  'esxi-reliable': 'ESXi keeps its own data in mirrored memory; virtual machines only when they are flagged',
} as const

/** E5: memory of processes and files has one copy. */
export default defineRule({
  id: 'user-content-outside',
  title: 'Memory of processes and files would not have been mirrored',
  group: 'what-if',
  needs: ['layout', 'incident', 'content'],
  cites: [CITES.kernelcore, CITES.grading],
  argue({layout, incident, content}) {
    const {kind} = layout.osPolicy
    if (layout.mode !== 'partial' || !hasConsumer(layout) || !neededMirror(incident)) return undefined
    if (content.kind !== 'user' && content.kind !== 'page-cache') return undefined
    if (kind !== 'kernelcore-mirror' && kind !== 'openeuler-reliable' && kind !== 'esxi-reliable') return undefined
    const what = content.kind === 'user' ? 'Memory of a process' : 'A file page'
    return {
      verdict: 'not-covered',
      confidence: CONFIDENCE['user-content-outside'][content.sure ? 'known' : 'inferred'],
      because: `${what} was hit (${content.because}), and ${OUTSIDE[kind]}.`,
    }
  },
})
