import type {LogLine} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {quoteLines} from '../evidence-line.js'
import type {ContextRecord, KernelPanic, RecordOrigin} from '../hardware-error-record.js'
import type {PlatformFact} from '../platform-fact.js'

// (XEN) Fatal machine check: MCE: Fatal error happened on CPUs 20
// (XEN) Panic on CPU 5:
// (XEN) HARDWARE ERROR
// (XEN) MCE: This error page is ownded by DOM 3

const ID = 'xen'
const KEY = 'end'

/** The reason the hypervisor gave, or that its panic began: the panic itself stands below the dump of the banks. */
interface Frame {
  readonly line: LogLine
  readonly reason?: string
}

/** The dump of all banks may stand between the reason and the panic. */
const END_LINES = 400

const originOf = (line: LogLine): RecordOrigin => ({
  dialect: ID,
  envelope: line.envelope,
  evidence: quoteLines(line),
})

/** Reasons of `mc_panic` (xen/arch/x86/cpu/mcheck/mce.c). */
const REASON = /^Fatal machine check: (.{1,160})/

const panicOf = (line: LogLine, message: string): DialectOutput => {
  const panic: KernelPanic = {kind: 'panic', ...originOf(line), what: 'panic', message, cause: 'machine-check'}
  return {records: [panic]}
}

const closeFrame = ({line, reason}: Frame): DialectOutput => (reason === undefined ? {} : panicOf(line, reason))

const readEnd = (text: string, line: LogLine, open: OpenFrames<Frame>): DialectOutput | undefined => {
  const frame = open.read(KEY)
  const isNear = frame !== undefined && line.position.line - frame.line.position.line <= END_LINES
  const reason = REASON.exec(text)?.[1]?.trimEnd()
  if (reason !== undefined) {
    open.write(KEY, {line, reason: `Fatal machine check: ${reason}`})
    return frame === undefined ? {} : closeFrame(frame)
  }
  if (/^Panic on CPU \d{1,5}:$/.test(text)) {
    open.write(KEY, {line, ...(isNear && frame.reason !== undefined ? {reason: frame.reason} : {})})
    return {}
  }
  if (!isNear || text !== 'HARDWARE ERROR') return undefined
  open.drop(KEY)
  return panicOf(line, frame.reason ?? text)
}

/** What became of a page or a domain (mcaction.c, vmce.c), and what the hypervisor could not do. */
const STORY =
  /^(?:\S{1,40}:\d{1,5}: ?)?(?:MCE: This error page is own\w+ by DOM ?\d|Failed to offline page [0-9a-f]+ for MCE error|No physical address provided for memory error|Unmap broken memory [0-9a-f]+ for DOM ?\d+ failed|inject vMCE to DOM ?\d+|MCE: inject vMCE|Domain ID \d+ was notified by Dom0 to fetch machine check)/

/** Set-up of the machine-check handler: banners, never errors. */
const BANNER = /^(?:Intel|AMD) machine check (?:reporting enabled|architecture supported)|^CMCI: |^MCA Capability: /

const readStory = (text: string, line: LogLine): DialectOutput | undefined => {
  if (STORY.test(text)) {
    const context: ContextRecord = {kind: 'context', ...originOf(line), what: 'other', message: text.slice(0, 400)}
    return {records: [context]}
  }
  const version = /^Xen version \d[\w.+~-]{0,60} \(/.exec(text)
  const fact: PlatformFact = {...originOf(line), kind: 'fact', fact: 'hypervisor', name: 'Xen', role: 'root'}
  if (version) return {facts: [fact]}
  return BANNER.test(text) ? {} : undefined
}

/** The hypervisor's console (`xl dmesg`): its end by a machine check, pages taken from domains. Banks are read with the kernel's. */
export default defineDialect<Frame>({
  id: ID,
  title: 'Xen hypervisor console',
  literals: [
    'Fatal machine check: ',
    'Panic on CPU ',
    'HARDWARE ERROR',
    'This error page is own',
    ' for MCE error',
    'No physical address provided',
    'Unmap broken memory',
    'vMCE',
    'Xen version ',
  ],
  samples: [
    '(XEN) Fatal machine check: MCE: Fatal error happened on CPUs 20',
    '(XEN) MCE: This error page is ownded by DOM 3',
  ],
  read(line, open) {
    const text = line.text.replace(/^\(XEN\) /, '').trim()
    const isXen = line.envelope.program === 'xen' || text.length < line.text.length
    return isXen ? (readEnd(text, line, open) ?? readStory(text, line)) : undefined
  },
  close: closeFrame,
})
