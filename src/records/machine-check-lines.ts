import type {LogLine} from '../logs/log-line.js'
import type {ParseNotice} from '../logs/parse-notice.js'
import type {DialectOutput, OpenFrames} from './define-dialect.js'
import {endsInsideWord, quoteLines} from './evidence-line.js'
import type {MachineCheckRecord} from './hardware-error-record.js'
import type {MachineCheckFrame} from './machine-check-frame.js'
import {machineCheckParts, type Part} from './machine-check-parts.js'
import {addPart, isApart, isFull, isWhole, openWeave, type Weave} from './machine-check-weave.js'
import {dropHardwarePrefix, dropQuoteMarks, messagesIn} from './message-text.js'
import {unravel} from './unravel-weave.js'

const TAIL_KEY = 'tail'

/** What one line is told with: the line, the open frames, the reading dialect, and what was finished so far. */
interface Step {
  readonly line: LogLine
  readonly open: OpenFrames<MachineCheckFrame>
  readonly dialect: string
  readonly records: MachineCheckRecord[]
  readonly notices: ParseNotice[]
}

interface Found {
  readonly key: string
  readonly weave: Weave
}

/** The weave the line may belong to: its caller's own, or the newest where callers are printed on some lines only. */
const findWeave = ({line, open}: Step): Found | undefined => {
  const key = line.envelope.caller ?? ''
  const own = open.read(key)
  if (own && 'weave' in own) return {key, weave: own.weave}
  for (const [other, frame] of open.newestFirst())
    if ('weave' in frame && (key === '' || other === '')) return {key: other, weave: frame.weave}
  return undefined
}

const takeApart = (step: Step, {key, weave}: Found): void => {
  step.open.drop(key)
  const told = unravel(weave, step.dialect)
  step.records.push(...told.records)
  step.notices.push(...told.notices)
}

const closeAll = (step: Step): void => {
  for (const [key, frame] of [...step.open.newestFirst()].reverse())
    if ('weave' in frame) takeApart(step, {key, weave: frame.weave})
}

/** Whether a weave must be taken apart before this part is added. */
const mustClose = (weave: Weave, part: Part, line: LogLine): boolean =>
  isApart(weave, line) || isFull(weave) || (part.stage === 'head' && isWhole(weave, false))

/** The tail of a status on the physical line before, now that a record turns out to have no head. */
const takeTail = (step: Step, weave: Weave): void => {
  const frame = step.open.read(TAIL_KEY)
  if (!frame || !('tail' in frame)) return
  step.open.drop(TAIL_KEY)
  const head = weave.pieces.head.at(-1)
  if (head?.lost !== undefined && step.line.position.line === frame.tail.line + 1)
    head.evidence.unshift(...frame.tail.evidence)
}

/** Screens and mails break long lines; a line this wide may go on below. */
const WRAP_COLUMNS = 72

const mayGoOn = (part: Part, line: LogLine): boolean =>
  part.unfinished === true || line.raw.trimEnd().length >= WRAP_COLUMNS

interface Message {
  readonly body: string
  readonly prefixed: boolean
  readonly parts: readonly Part[]
}

const addMessage = (step: Step, {body, prefixed, parts}: Message): void => {
  for (const part of parts) {
    const found = findWeave(step)
    const closes = found !== undefined && mustClose(found.weave, part, step.line)
    if (closes) takeApart(step, found)
    const weave = found && !closes ? found.weave : openWeave(prefixed)
    const piece = addPart(weave, part, step.line)
    weave.unfinished = undefined
    takeTail(step, weave)
    if (piece && parts.length === 1 && mayGoOn(part, step.line)) weave.unfinished = {piece, text: body}
    step.open.write(found && !closes ? found.key : (step.line.envelope.caller ?? ''), {weave})
  }
}

/** An 80-column screen broke the line exactly behind its last character: the next one may hold more digits. */
const endsAtScreenEdge = (line: LogLine): boolean => /^.{79,80}$/.test(line.raw.trimEnd())

/** Whether a record that has all its lines may still be continued below: it lacks its last word, or fills the screen. */
const waitsForMore = (weave: Weave, line: LogLine): boolean =>
  weave.lastLine === line.position.line &&
  (weave.pieces.processor.at(-1)?.fields.microcode === undefined || endsAtScreenEdge(line))

const closeWhole = (step: Step): void => {
  const found = findWeave(step)
  if (found && isWhole(found.weave, true) && !waitsForMore(found.weave, step.line)) takeApart(step, found)
}

/** Words that only the handler's records begin with; a bare `ADDR` or `MISC` may be anybody's. */
const UNMISTAKABLE =
  /^(?:CPU\s?\d+ ?:\s?Mach|RIP (?:!INEXACT! )?[0-9a-f]{2}: ?(?:<|&lt;|\{)|TSC\s[0-9a-f]+\s*(?:$|ADDR|MISC|PPIN|SYND|IPID)|PROCESSOR\s\d+:[0-9a-f]+ +(?:TIME|\.{2}|\u2026))/

/** Physical lines below an open record in which a line without prefix may go on with it. */
const NEAR_LINES = 8

const isNear = (step: Step): boolean => {
  const program = step.line.envelope.program
  if (program !== undefined && !/^(?:kernel|klogd|mce|core)$/i.test(program)) return false
  const found = findWeave(step)
  return found !== undefined && step.line.position.line - found.weave.lastLine <= NEAR_LINES
}

/** A message's parts, if it is the handler's: it wears the prefix, begins unmistakably or goes on with an open record. */
const readMessage = (step: Step, text: string, cut: boolean): Message | undefined => {
  const {body, prefixed} = dropHardwarePrefix(text)
  if (!prefixed && !UNMISTAKABLE.test(body) && !isNear(step)) return undefined
  const parts = machineCheckParts(body, cut)
  const isClear = prefixed || parts[0]?.fields.mcgstatus !== undefined || parts[0]?.stage !== 'head'
  return parts.length > 0 && isClear ? {body, prefixed, parts} : undefined
}

const HEX_TAIL = /^[0-9a-f]{1,16}$/

/** The broken line and this one as one text, when together they say more: `Bank 7: ee20000000` and `40110a`. */
const joinTexts = (weave: Weave, line: LogLine): readonly Part[] | undefined => {
  const broken = weave.unfinished
  if (!broken) return undefined
  const below = dropQuoteMarks(line.text)
  const head = broken.piece === weave.pieces.head.at(-1)
  const glues = head && broken.piece.fields.status === undefined ? ['', ' '] : HEX_TAIL.test(below) ? [''] : []
  const readings = glues.map(glue => machineCheckParts(`${broken.text}${glue}${below}`, endsInsideWord(line)))
  return readings.find(([first]) => !head || first?.fields.status !== undefined)
}

/** Joins a physical line that a screen or mail broke off the one above it. */
const joinWrapped = (step: Step): boolean => {
  const {line} = step
  const found = findWeave(step)
  const broken = found?.weave.unfinished
  if (!found || !broken || line.position.line !== found.weave.lastLine + 1 || line.envelope.time.basis !== 'none')
    return false
  const parts = joinTexts(found.weave, line)
  const [first, ...rest] = parts ?? []
  if (!first) return false
  broken.piece.fields = {...first.fields}
  broken.piece.troubles.splice(0, Number.POSITIVE_INFINITY, ...first.troubles)
  broken.piece.evidence.push(...quoteLines(line))
  found.weave.lastLine = line.position.line
  found.weave.unfinished = undefined
  addMessage(step, {body: line.text, prefixed: found.weave.prefixed, parts: rest})
  return true
}

const ADVICE = /^Run (?:the above|the message|through)/

/** Lines before which every record ends: the reason of the panic, the panic, the old tail, a decoder's own record. */
const END_OF_RECORDS =
  /^(?:Machine check: \S|[Kk]ernel panic - not syncing|This is not a software problem!|HARDWARE ERROR|Hardware event\.|MCE \d+$)/

/** The old kernels' frame around a record, mcelog's wording of the same excluded. */
const OLD_FRAME = /^(?:HARDWARE ERROR|This is not a software problem!)$/

const readOther = (step: Step, text: string): boolean => {
  const {body} = dropHardwarePrefix(text)
  const found = findWeave(step)
  if (END_OF_RECORDS.test(body)) closeAll(step)
  else if (found && ADVICE.test(body) && isWhole(found.weave, false)) takeApart(step, found)
  return OLD_FRAME.test(body) && step.line.envelope.program !== 'mcelog'
}

const readMessages = (step: Step): boolean => {
  const {line} = step
  const messages = messagesIn(line.text)
  let claimed = false
  messages.forEach((text, index) => {
    const message = readMessage(step, text, endsInsideWord(line) && index === messages.length - 1)
    if (message) addMessage(step, message)
    claimed = message !== undefined || readOther(step, text) || claimed
  })
  return claimed
}

/** A line that is nothing but a few hexadecimal digits. */
const LOOSE_TAIL = /^[0-9a-f]{1,15}$/

/** Reads one line of the x86 machine-check handler; undefined when it is none of its lines. */
export const stepMachineCheck = (
  line: LogLine,
  open: OpenFrames<MachineCheckFrame>,
  dialect: string,
): DialectOutput | undefined => {
  const step: Step = {line, open, dialect, records: [], notices: []}
  const joined = joinWrapped(step)
  if (!joined && LOOSE_TAIL.test(line.text)) {
    open.write(TAIL_KEY, {tail: {line: line.position.line, evidence: quoteLines(line)}})
    return undefined
  }
  const claimed = joined || readMessages(step)
  closeWhole(step)
  return claimed || step.records.length > 0 ? {records: step.records, notices: step.notices} : undefined
}
