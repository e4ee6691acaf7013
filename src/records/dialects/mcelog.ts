import type {LogLine} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect} from '../define-dialect.js'
import {quoteLine} from '../evidence-line.js'
import type {ContextRecord} from '../hardware-error-record.js'
import {addMcelogLine, HEAD, keepLine} from '../mcelog/mcelog-lines.js'
import {emptyFrame, isTold, type McelogFrame, tellMcelog} from '../mcelog/mcelog-record.js'
import {recordTruncated} from '../record-notices.js'

// Hardware event. This is not a software error.
// MCE 0
// CPU 19 BANK 14 TSC f3086e49d27b
// MISC 900010080000086 ADDR 5f14916680
// TIME 1556364766 Sat Apr 27 19:32:46 2019
// MCi status:
// Uncorrected error
// STATUS fd001dc0001000c1 MCGSTATUS 5

const ID = 'mcelog'
const KEY = 'record'

/** What the daemon does about errors told before: history, not events. */
const HISTORY =
  /^(?:Running trigger|(?:Corrected memory errors|Uncorrected memory errors) on page|[a-z ]*(?:corrected|uncorrected) .*error count exceeded threshold|Location:? SOCKET|Offlining page|Offlining CPU|Kernel does not support page offline|failed to prefill DIMM database|mcelog: failed to prefill|Fallback Socket memory error count|Per page corrected memory)/i

const context = (line: LogLine, what: ContextRecord['what'], message: string): ContextRecord => ({
  kind: 'context',
  dialect: ID,
  what,
  message: message.slice(0, 200),
  envelope: line.envelope,
  evidence: [quoteLine(line)],
})

function close(frame: McelogFrame): DialectOutput {
  const [first] = frame.lines
  if (first === undefined) return {}
  if (frame.thermal === true) return {records: [context(first, 'thermal', 'mcelog: thermal event')]}
  if (!isTold(frame)) return {}
  const record = tellMcelog(frame, ID)
  if (record === undefined) return {}
  const what = `CPU ${record.cpu ?? '?'} bank ${record.bank ?? '?'} as mcelog told it`
  return {records: [record], ...(record.partial === true ? {notices: [recordTruncated(what, record.evidence)]} : {})}
}

/** A head, or the CPU line of the next record, where the open one has its own already. */
function beginsAnother(frame: McelogFrame, text: string): boolean {
  const told = frame.bank !== undefined || frame.registers.status !== undefined || frame.thermal === true
  if (HEAD.test(text)) return told
  return told && /^CPU \d+ (?:BANK |\d|THERMAL)/.test(text)
}

/** Text as mcelog printed it, its own name taken off where no wrapper was recognised. */
const bare = (text: string): string => text.replace(/^mcelog(?:\[\d+\])?: /, '').trim()

export default defineDialect<McelogFrame>({
  id: ID,
  title: 'mcelog: decoded text, --raw, mce-inject files',
  literals: [
    'This is not a software error',
    'This is *NOT* a software problem',
    'MCGSTATUS',
    'MCi status:',
    'MCG status:',
    'MCi_MISC register',
    'CPUID Vendor ',
    ' northbridge TSC',
    ' data cache TSC',
    ' instruction cache TSC',
    ' bus unit TSC',
    ' THERMAL EVENT',
    'MCA: MEMORY CONTROLLER',
    'Transaction: Memory',
  ],
  samples: [
    'Hardware event. This is not a software error.',
    'HARDWARE ERROR. This is *NOT* a software problem!',
    'STATUS fd001dc0001000c1 MCGSTATUS 5',
    'CPUID Vendor Intel Family 6 Model 85',
  ],
  read(line, open) {
    const text = bare(line.text)
    if (HISTORY.test(text)) return {records: [context(line, 'other', text)]}
    const frame = open.read(KEY)
    const another = frame !== undefined && beginsAnother(frame, text)
    const base = frame === undefined || another ? emptyFrame : frame
    const isHead = HEAD.test(text)
    const opens =
      isHead ||
      /^CPU \d+ (?:BANK \d|\d+ (?:TSC|northbridge|data cache|instruction cache|bus unit|load))|^CPU \d+ THERMAL EVENT|^(?:STATUS|MCi status:|MCG status:|CPUID Vendor)/.test(
        text,
      )
    if (frame === undefined && !opens) return undefined
    const added = isHead ? base : addMcelogLine(base, text)
    if (added === undefined) return undefined
    open.write(KEY, keepLine(added, line))
    return another ? close(frame) : {}
  },
  close: frame => close(frame),
})
