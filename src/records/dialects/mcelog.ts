import type {LogLine} from '../../logs/log-line.js'
import {wholeWords} from '../cut-word.js'
import {type DialectOutput, defineDialect} from '../define-dialect.js'
import {quoteLines} from '../evidence-line.js'
import type {ContextRecord} from '../hardware-error-record.js'
import {addMcelogLine, HEAD, IDLE, keepLine} from '../mcelog/mcelog-lines.js'
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
  /^(?:Running trigger|(?:Un)?[cC]orrected memory errors? on page|[a-z ]*(?:un)?corrected .*error count exceeded threshold|Fallback \w+ memory error count|Location:? SOCKET|(?:Soft |Hard )?[Oo]fflining (?:page|CPU)|Kernel does not support page offline|(?:mcelog: )?failed to prefill DIMM database|CPU \d+ (?:on socket \d+ )?(?:has large number of corrected|received (?:Bus|IOMCA|unknown))|Processor \d+ (?:heated above|below) trip temperature|Per page corrected memory)/i

const context = (line: LogLine, what: ContextRecord['what'], message: string): ContextRecord => ({
  kind: 'context',
  dialect: ID,
  what,
  message: message.slice(0, 200),
  envelope: line.envelope,
  evidence: quoteLines(line),
})

const EVENT_WORDS = {
  thermal: 'mcelog: thermal event',
  'rendezvous-timeout': 'mcelog: CPUs did not answer',
  other: 'mcelog: event of no bank',
} as const

function close(frame: McelogFrame): DialectOutput {
  const [first] = frame.lines
  if (first === undefined) return {}
  if (frame.event !== undefined) return {records: [context(first, frame.event, EVENT_WORDS[frame.event])]}
  if (!isTold(frame)) return {}
  const record = tellMcelog(frame, ID)
  if (record === undefined) return {}
  const what = `CPU ${record.cpu ?? '?'} bank ${record.bank ?? '?'} as mcelog told it`
  return {records: [record], ...(record.partial === true ? {notices: [recordTruncated(what, record.evidence)]} : {})}
}

const CPU_HEAD = /^CPU \d{1,5}(?: (?:BANK \d|\d|THERMAL EVENT|Timeout waiting|Undecoded extended)|$)/

/** A head, or the CPU line of the next record, where the open one has its own already. */
function beginsAnother(frame: McelogFrame, text: string): boolean {
  const told = frame.cpu !== undefined || frame.registers.status !== undefined || frame.event !== undefined
  return told && (HEAD.test(text) || CPU_HEAD.test(text))
}

/** Lines that may open a record without a head before them: excerpts, mce-inject files, `--raw`. */
const OPENS =
  /^CPU \d{1,5}(?: BANK \d| \d{1,3}$| \d+ (?:TSC|northbridge|data cache|instruction cache|bus unit|load)| THERMAL EVENT|$)|^STATUS [0-9a-f]{1,16} MCGSTATUS |^(?:MCi status:|MCG status:|CPUID Vendor )/

/** Text as mcelog printed it, its own name and stray wrappers taken off. */
const bare = (text: string): string =>
  text
    .trim()
    .replace(/^(?:<\d{1,3}>)?mcelog(?:\[\d+\])?: /, '')
    .trim()

const isProgram = ({envelope, text}: LogLine): boolean =>
  envelope.program === 'mcelog' || /^\s*mcelog(?:\[\d+\])?: /.test(text)

/** Physical lines between two of one record: other programs' lines stand in a system log, few in a file of its own. */
const NEAR = {program: 60, bare: 10} as const

/** Whether the line is too far below the record to belong to it. */
const isFar = (frame: McelogFrame, line: LogLine): boolean => {
  const last = frame.lines.at(-1)
  const near = last !== undefined && isProgram(last) ? NEAR.program : NEAR.bare
  return last !== undefined && line.position.line - last.position.line > near
}

/** Whether another program printed the line: it then neither goes on with the record nor ends it. */
const isForeign = (frame: McelogFrame, line: LogLine): boolean => {
  const last = frame.lines.at(-1)
  return last !== undefined && isProgram(line) !== isProgram(last)
}

/** The kernel's own head line, whose registers stand on the lines below it. */
const KERNEL_HEAD = /\bCPU ?#?\d{1,5}: Machine Check(?: Exception| Event)?:/

/** Whether the record is over: all its lines were read, or the line begins another. */
const isOver = (frame: McelogFrame, text: string): boolean =>
  KERNEL_HEAD.test(text) ||
  beginsAnother(frame, text) ||
  (frame.ended === true && !IDLE.test(text) && !FIELD_LINE.test(text))

/** Prose needs no last letter to be understood. */
const WORDS_ONLY = (text: string): boolean => !/[0-9a-fx]$/i.test(text) || /^[A-Z][a-z]+ [a-z ]+$/.test(text)

const FIELD_LINE = /^(?:PPIN|MICROCODE|MCGCAP|STATUS) [0-9a-f]/i

export default defineDialect<McelogFrame>({
  id: ID,
  title: 'mcelog: decoded text, --raw, mce-inject files',
  literals: [
    'This is not a software error',
    'This is *NOT* a software problem',
    'MCGSTATUS',
    'STATUS ',
    'MCi status:',
    'MCG status:',
    'MCi_MISC register',
    'CPUID Vendor ',
    ' northbridge ',
    ' data cache TSC',
    ' instruction cache TSC',
    ' bus unit TSC',
    ' THERMAL EVENT',
    'BANK ',
    'MCA: MEMORY CONTROLLER',
    'Transaction: Memory',
    'exceeded threshold',
    'exceed threshold',
    'Running trigger',
    'Offlining page',
    'Location SOCKET:',
    'Location: SOCKET:',
    'trip temperature',
    'prefill DIMM database',
  ],
  samples: [
    'Hardware event. This is not a software error.',
    'HARDWARE ERROR. This is *NOT* a software problem!',
    'STATUS fd001dc0001000c1 MCGSTATUS 5',
    'CPUID Vendor Intel Family 6 Model 85',
    'CPU 0 BANK 16 TSC 2307d829fd2',
    'CPU 0 4 northbridge TSC 91ec03f09695',
    'Corrected memory errors on page 6c01e4000 exceed threshold 10 in 24h: 10 in 24h',
    'corrected DIMM memory error count exceeded threshold: 10 in 24h',
    'Location SOCKET:0 CHANNEL:0 DIMM:? []',
    'Offlining page 6c01e4000',
  ],
  read(line, open) {
    const text = bare(line.text)
    const standing = open.read(KEY)
    const isOfEvent = standing?.event !== undefined && /\btrip temperature\b/.test(text)
    if (HISTORY.test(text) && !isOfEvent) return {records: [context(line, 'other', text)]}
    const foreign = standing !== undefined && isForeign(standing, line)
    const gone = standing !== undefined && (isFar(standing, line) || (!foreign && isOver(standing, text)))
    if (foreign && !gone) return undefined
    const told = standing !== undefined && gone ? close(standing) : undefined
    if (gone) open.drop(KEY)
    const frame = gone ? undefined : standing
    const isHead = HEAD.test(text)
    if (frame === undefined && !isHead && !OPENS.test(text)) return told
    const base = frame ?? emptyFrame
    const whole = wholeWords(line, text, WORDS_ONLY)
    const added = isHead ? base : addMcelogLine(base, whole.text)
    if (added === undefined) return told
    open.write(KEY, keepLine(added, line))
    return {...told, notices: [...(told?.notices ?? []), ...whole.notices]}
  },
  opensUnmarked:
    /mcelog|trigger|corrected|fallback|^\s*(?:location|CPU|processor|STATUS|MCi|MCG|MCE|hardware)|offlining|does not support|prefill/i,
  close,
})
