import type {LogLine} from '../../logs/log-line.js'
import type {ParseNotice} from '../../logs/parse-notice.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {endsInsideWord, quoteLines} from '../evidence-line.js'
import type {EvidenceLine, MemoryFailureEvent} from '../hardware-error-record.js'
import {MEMORY_FAILURE_ROWS, type MemoryFailureFields} from '../memory-failure-rows.js'
import {messagesIn} from '../message-text.js'
import {recordTruncated} from '../record-notices.js'

// [ 88.1] Memory failure: 0x1fa3c5: Sending SIGBUS to mysqld:4321 due to hardware memory corruption
// [ 88.1] Memory failure: 0x1fa3c5: recovery action for dirty LRU page: Recovered

const ID = 'memory-failure'

/** Words with which a message of this dialect begins; a line may hold several, run together. */
const STARTS =
  /(?:Memory failure: (?:0x|buffer)|MCE 0x|MCE: (?:Killing |Software-unpoisoned )|(?:(?:mce|core|MCE): )?(?:\[Hardware Error\]: )?(?:Uncorrected (?:hardware )?memory error in |Kernel accessed poison in |Memory error (?:may )?not recovered|Action optional memory failure )|(?:GHES: )?0x[0-9a-f]{6,16}: Sending SIGBUS |[Ss]oft[ _]offline: (?:0x|disabled)|Soft offlining p|Injecting memory failure |Unpoison: |virtio_balloon \S+: recovered pfn |RAS: .{0,120}isolate page: |memory_failure_event: pfn=)/g

/** Trace text puts task, CPU and time before the event's name. */
const TRACEPOINT = 'memory_failure_event: pfn='

/** What the handler prints just before: copies run it together with the lines of the page. */
const EVENTS_LOGGED = /^(?:(?:mce|core|MCE): )?(?:\[Hardware Error\]: )?Machine check events logged\s+/

/** The messages of a text whose first word begins one; none otherwise. */
const splitMessages = (whole: string): readonly string[] => {
  const text = whole.replace(EVENTS_LOGGED, '')
  const starts = [...text.matchAll(STARTS)].map(match => match.index)
  if (starts[0] !== 0 && !text.startsWith(TRACEPOINT, starts[0])) return []
  return starts.map((start, index) => text.slice(start, starts[index + 1]).trim())
}

/** Beginnings that want more words than stand there: the line was broken or cut. */
const UNFINISHED =
  /=$|(?:recovery action for|Killing|Sending SIGBUS to|forcibly killing|still referenced by|user-access|user space|notify type:)[^:]*(?::\d*)?(?: due(?: to(?: hardware(?: memory)?)?)?| because(?: of)?| at)?:?$| page$/

/** A number at the very end of a text that was cut or broken there: it may have had more digits. */
const CUT_WORD = /\b(?:0x)?[0-9a-f]+=?$/

/** Whether the message has all its words; a `cut` one may lack digits of its last number. */
const isWhole = (message: string, cut: boolean): boolean => {
  const row = MEMORY_FAILURE_ROWS.findIndex(candidate => candidate.pattern.test(message))
  const wants = row === MEMORY_FAILURE_ROWS.length - 1 ? UNFINISHED : /=$|\bat$/
  return row >= 0 && !wants.test(message) && !(cut && CUT_WORD.test(message))
}

const fieldsOf = (message: string): MemoryFailureFields | undefined => {
  for (const {pattern, read} of MEMORY_FAILURE_ROWS) {
    const match = pattern.exec(message)
    if (match) return read(match)
  }
  return undefined
}

/** A message broken off at the end of its line, waiting for the next. */
interface Broken {
  readonly message: string
  readonly line: LogLine
}

const tell = (message: string, lines: readonly LogLine[], cut: boolean): DialectOutput => {
  const first = lines[0]
  if (!first) return {}
  const fields = fieldsOf(cut ? message.replace(CUT_WORD, '').trimEnd() : message)
  const evidence: EvidenceLine[] = lines.flatMap(quoteLines)
  const notices: ParseNotice[] = cut
    ? [recordTruncated(`a memory failure message (${message.slice(0, 60)})`, evidence)]
    : []
  if (!fields) return {notices}
  const record: MemoryFailureEvent = {
    kind: 'memory-failure',
    dialect: ID,
    envelope: first.envelope,
    evidence,
    ...(cut ? {partial: true} : {}),
    reporterSays: [message],
    ...fields,
  }
  return {records: [record], notices}
}

const merge = (outputs: readonly DialectOutput[]): DialectOutput => ({
  records: outputs.flatMap(output => output.records ?? []),
  notices: outputs.flatMap(output => output.notices ?? []),
})

const BROKEN_KEY = 'broken'

/** Reads the messages of one line; the last one may be left in a frame for the line below. */
const readMessages = (
  messages: readonly string[],
  lines: readonly LogLine[],
  open: OpenFrames<Broken>,
): DialectOutput => {
  const line = lines.at(-1)
  return merge(
    messages.map((message, index) => {
      if (index < messages.length - 1 || isWhole(message, line !== undefined && endsInsideWord(line)) || !line)
        return tell(message, lines, false)
      if (line.unterminated || lines.length > 1) return tell(message, lines, true)
      open.write(BROKEN_KEY, {message, line})
      return {}
    }),
  )
}

/** The broken message with the line below it, when a mail or screen broke it; otherwise as far as it goes. */
const joinBroken = (
  broken: Broken,
  line: LogLine,
  open: OpenFrames<Broken>,
): {output: DialectOutput; joined: boolean} => {
  open.drop(BROKEN_KEY)
  const isBelow = line.position.line === broken.line.position.line + 1 && line.envelope.time.basis === 'none'
  if (!isBelow || splitMessages(line.text).length > 0)
    return {output: tell(broken.message, [broken.line], true), joined: false}
  const soft = broken.message.endsWith('=')
  const text = soft ? `${broken.message.slice(0, -1)}${line.text}` : `${broken.message} ${line.text}`
  return {output: readMessages(splitMessages(text), [broken.line, line], open), joined: true}
}

/** mm/memory-failure.c of all kernels, the x86 handler's lines about pages, vendor notices of the same. */
export default defineDialect<Broken>({
  id: ID,
  title: 'Linux page poisoning (memory-failure)',
  literals: [
    'Memory failure: ',
    'emory failure ',
    'MCE 0x',
    'MCE: Killing ',
    'MCE: Software-unpoisoned ',
    'emory error ',
    'accessed poison ',
    'Sending SIGBUS ',
    'oft offline: ',
    'oft_offline: ',
    'offlining p',
    'npoison: ',
    ': recovered pfn ',
    'isolate page: ',
    'memory_failure_event: ',
  ],
  samples: [
    'MCE 0x7b4e2: dirty LRU page recovery: Recovered',
    'MCE 0x7b4e2: Killing java:4321 early due to hardware memory corruption',
    'Memory failure: 0x1fa3c5: recovery action for dirty LRU page: Recovered',
    'Memory failure: 0x49888: Sending SIGBUS to hwp:389 due to hardware memory corruption',
    'mce: Uncorrected hardware memory error in user-access at 498881c0',
    'MCE: Killing hwp:390 due to hardware memory corruption fault at 7f339bc48000',
    'Injecting memory failure for pfn 0x3991 at process virtual address 0x7f339bc48000',
    'soft offline: 0x6c01f1: migration failed 1, type 2fffff00008000',
    'Unpoison: Unpoisoned page 0x61653 by virtio-balloon',
    'virtio_balloon virtio5: recovered pfn 0x61653',
    'RAS: In fma_memory_offline_notify, ready to call notify chain to isolate page: 0x1252b2, notify type: FMA_MEM_OFFLINE_NOTIFY_SRAO',
  ],
  read(line, open) {
    const broken = open.read(BROKEN_KEY)
    const before = broken ? joinBroken(broken, line, open) : undefined
    if (before?.joined) return before.output
    const outputs = messagesIn(line.text).flatMap(text => {
      const messages = splitMessages(text)
      return messages.length > 0 ? [readMessages(messages, [line], open)] : []
    })
    return before || outputs.length > 0 ? merge([...(before ? [before.output] : []), ...outputs]) : undefined
  },
  close: ({message, line}, truncated) => tell(message, [line], truncated),
})
