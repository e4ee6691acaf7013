import type {LogLine} from '../../logs/log-line.js'
import {interruptedIn, type TracePart, tracePartsOf} from '../call-trace.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {quoteLines} from '../evidence-line.js'
import type {CallTrace, ContextRecord} from '../hardware-error-record.js'
import {messagesIn} from '../message-text.js'

// Call Trace:
//  <#MC>
//  panic+0x118/0x2f5
//  exc_machine_check+0x76/0xb0
//  asm_exc_machine_check+0x1a/0x40
// RIP: 0010:copy_page+0x7/0x10
//  </#MC>
//  <TASK>
//  wp_page_copy+0x88/0x6b0
//
// and of arm64: Internal error: synchronous external abort: 96000410 [#1] SMP
// pc : copy_page+0x18/0x80
// Call trace:
//  copy_page+0x18/0x80

const ID = 'kernel-trace'
const KEY = 'trace'
/** Parts of one trace that are looked at, lines of it that are kept as proof. */
const MOST_PARTS = 256
const MOST_LINES = 40

interface Frame {
  readonly cpu?: number
  readonly task?: string
  /** True from the word on that a machine check or an abort brought it about. */
  readonly exception: boolean
  readonly parts: readonly TracePart[]
  readonly lines: readonly LogLine[]
}

const EMPTY: Frame = {exception: false, parts: [], lines: []}

const HEAD = /^Call [Tt]race:\s*/
/** `CPU: 5 PID: 1 Comm: x Not tainted`, since 6.12 with `UID: 0`. */
const WHO = /^CPU: (\d{1,5}) (?:UID: \d{1,10} )?PID: \d{1,10} Comm: (\S.{0,15}?) (?:Not tainted|Tainted|Kdump|G )/
const ABORT = /^Internal error: synchronous (?:external abort|parity or ECC error)|^SError Interrupt on CPU\d/
const MACHINE_CHECK = /<#MC>/
const OVER = /^---\[ end |^Rebooting in |^Kernel Offset: |^Linux version /

const wordsOf = ({instruction, frames}: CallTrace): string =>
  `interrupted in ${instruction ?? frames[0] ?? ''}${frames[0] === undefined || instruction === undefined ? '' : `, called by ${frames[0]}`}`

const toOutput = ({parts, lines, cpu, task, exception}: Frame): DialectOutput => {
  const found = exception ? interruptedIn(parts) : undefined
  const [line] = lines
  if (found === undefined || line === undefined) return {}
  const trace: CallTrace = {...found, ...(cpu === undefined ? {} : {cpu}), ...(task === undefined ? {} : {task})}
  const record: ContextRecord = {
    kind: 'context',
    dialect: ID,
    envelope: line.envelope,
    evidence: lines.flatMap(quoteLines),
    what: 'call-trace',
    message: wordsOf(trace),
    trace,
  }
  return {records: [record]}
}

/** Closes a trace that stands open: what follows belongs to another. */
const finish = (open: OpenFrames<Frame>, next: Frame | undefined): DialectOutput => {
  const frame = open.read(KEY)
  if (next === undefined) open.drop(KEY)
  else open.write(KEY, next)
  return frame === undefined ? {} : toOutput(frame)
}

/** Registers stand above the head of an arm64 trace; frames and marks only below it. */
const hasFrames = (frame: Frame | undefined): boolean => (frame?.parts ?? []).some(({kind}) => kind !== 'instruction')

/** Opens a trace at a line that heads one; undefined for lines that do not. */
function readHead(message: string, open: OpenFrames<Frame>): DialectOutput | undefined {
  if (OVER.test(message)) return finish(open, undefined)
  if (ABORT.test(message)) return finish(open, {...EMPTY, exception: true})
  if (HEAD.test(message) && hasFrames(open.read(KEY))) return finish(open, EMPTY)
  const [, cpu, task] = WHO.exec(message) ?? []
  if (cpu === undefined || task === undefined) return undefined
  const frame = open.read(KEY)
  const who = {cpu: Number(cpu), task}
  if (hasFrames(frame)) return finish(open, {...EMPTY, ...who})
  open.write(KEY, {...(frame ?? EMPTY), ...who})
  return {}
}

function addParts(message: string, line: LogLine, open: OpenFrames<Frame>): boolean {
  const headed = HEAD.test(message)
  const frame = open.read(KEY) ?? (headed || MACHINE_CHECK.test(message) ? EMPTY : undefined)
  if (frame === undefined) return false
  const parts = tracePartsOf(message.replace(HEAD, ''))
  if (parts.length === 0 && !headed) return false
  const exception = frame.exception || MACHINE_CHECK.test(message)
  const lines = frame.lines.length < MOST_LINES ? [...frame.lines, line] : frame.lines
  open.write(KEY, {...frame, exception, parts: [...frame.parts, ...parts].slice(0, MOST_PARTS), lines})
  return exception
}

/** Where the kernel was when a machine check or an arm64 abort stopped it, by the trace printed with the panic. */
export default defineDialect<Frame>({
  id: ID,
  title: 'Call traces of machine checks and aborts',
  literals: [
    'Call Trace:',
    'Call trace:',
    '<#MC>',
    '</#MC>',
    '<<EOE>>',
    '<TASK>',
    'RIP: 00',
    'machine_check+0x',
    ' Comm: ',
    'synchronous external abort',
    'synchronous parity or ECC',
    'el1_sync+0x',
    'el1h_64_sync+0x',
    'SError Interrupt',
  ],
  samples: [' <#MC>', ' <#MC>  [<ffffffff814ec341>] ? panic+0x78/0x143'],
  read(line, open) {
    let claimed = false
    const records: ContextRecord[] = []
    for (const message of messagesIn(line.text)) {
      const output = readHead(message, open)
      for (const record of output?.records ?? []) if (record.kind === 'context') records.push(record)
      if (addParts(message, line, open)) claimed = true
    }
    return records.length > 0 || claimed ? {records} : undefined
  },
  close: toOutput,
})
