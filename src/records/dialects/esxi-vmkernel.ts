import type {LogLine} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {endsInsideWord, quoteLines, sortEvidence} from '../evidence-line.js'
import type {KernelPanic, MachineCheckRecord, MemoryFailureEvent, RecordOrigin} from '../hardware-error-record.js'
import type {PlatformFact} from '../platform-fact.js'
import {recordTruncated, valueTruncated} from '../record-notices.js'
import {type McaReading, readMcaLine, readOldMceLine, readScreenLine} from '../vmkernel/mca-line.js'
import {
  dropVmkernelPrefix,
  readPurpleScreen,
  readReliableMemory,
  readRetirement,
  vmkernelText,
} from '../vmkernel/vmkernel-lines.js'
import {joinBelow, type WrappedText, wrapText} from '../wrapped-text.js'

// 2019-03-05T12:34:56.114Z cpu58:40848027)IDT: 1895: Uncorrectable/unrecoverable machine check error
// 2019-03-05T12:34:56.114Z cpu58:40848027)MCA: 208: UC Excp G4 B6 Sbb00002000000e0b A0 M180008 P8/8 I/O error reported by PCI 0000:00:03.0.

const ID = 'esxi-vmkernel'

/** A record line that was broken off, or the purple screen's head above its record lines. */
type Frame = {readonly broken: WrappedText} | {readonly head: LogLine}

const BROKEN = 'broken'
const HEAD = 'head'
/** The records stand right below the head. */
const HEAD_LINES = 16

const originOf = ({lines}: WrappedText, head?: LogLine): RecordOrigin => ({
  dialect: ID,
  envelope: lines[0].envelope,
  evidence: sortEvidence([...(head ? [head] : []), ...lines].flatMap(quoteLines)),
})

/** The head of the purple screen this exception belongs to. */
const headOf = (line: LogLine, open: OpenFrames<Frame>): LogLine | undefined => {
  const frame = open.read(HEAD)
  if (!frame || !('head' in frame) || line.position.line - frame.head.position.line > HEAD_LINES) return undefined
  return frame.head
}

const toMachineCheck = (
  reading: McaReading,
  wrapped: WrappedText,
  cpu: number | undefined,
  head?: LogLine,
): DialectOutput => {
  const origin = originOf(wrapped, head)
  const record: MachineCheckRecord = {
    kind: 'machine-check',
    ...origin,
    ...(reading.cut ? {partial: true} : {}),
    ...(reading.words === '' ? {} : {reporterSays: [reading.words]}),
    ...(cpu === undefined ? {} : {cpu}),
    ...reading.registers,
    exception: reading.exception,
    prose: {...reading.prose, ...(reading.words === '' ? {} : {unit: reading.words})},
  }
  const cut = reading.cut ? [recordTruncated('a VMkernel machine check', origin.evidence)] : []
  const mistyped = reading.cut ? [] : reading.troubles.map(trouble => valueTruncated(trouble, origin.evidence))
  return {records: [record], notices: [...cut, ...mistyped]}
}

/** The text without a last word that the input's end may have cut. */
const sureText = ({text, lines}: WrappedText): string => {
  const last = lines.at(-1)
  return last && endsInsideWord(last) ? text.replace(/\S+$/, '') : text
}

const readMca = (wrapped: WrappedText, open: OpenFrames<Frame>, closing: boolean): DialectOutput | undefined => {
  const [line] = wrapped.lines
  const {message, cpu} = dropVmkernelPrefix({...line, text: sureText(wrapped)})
  const reading = readMcaLine(message)
  if (!reading) return undefined
  if (reading.cut && !closing && wrapped.lines.at(-1)?.unterminated !== true) {
    open.write(BROKEN, {broken: wrapped})
    return {}
  }
  return toMachineCheck(reading, wrapped, cpu, reading.exception ? headOf(line, open) : undefined)
}

const readFact = (message: string, prefixed: boolean, origin: RecordOrigin): DialectOutput | undefined => {
  const body = readReliableMemory(message, prefixed)
  const facts: PlatformFact[] = body ? [{...origin, ...body}] : []
  return body && {facts}
}

const readOther = (line: LogLine, open: OpenFrames<Frame>): DialectOutput | undefined => {
  const {message, prefixed} = dropVmkernelPrefix(line)
  const origin = originOf(wrapText(line))
  const screen = readPurpleScreen(message)
  if (screen) {
    const panic: KernelPanic = {kind: 'panic', ...origin, ...screen}
    if (!headOf(line, open)) open.write(HEAD, {head: line})
    return {records: [panic]}
  }
  const sure = endsInsideWord(line) ? message.replace(/\S+$/, '') : message
  const old = readOldMceLine(sure) ?? readScreenLine(sure)
  if (old) return {records: [{kind: 'machine-check', ...origin, ...old}]}
  const page = readRetirement(message)
  if (!page) return readFact(message, prefixed, origin)
  const retirement: MemoryFailureEvent = {kind: 'memory-failure', ...origin, reporterSays: [message], ...page}
  return {records: [retirement]}
}

const merge = (outputs: readonly (DialectOutput | undefined)[]): DialectOutput => ({
  records: outputs.flatMap(output => output?.records ?? []),
  facts: outputs.flatMap(output => output?.facts ?? []),
  notices: outputs.flatMap(output => output?.notices ?? []),
})

const readLine = (line: LogLine, open: OpenFrames<Frame>): DialectOutput | undefined => {
  const frame = open.read(BROKEN)
  if (!frame || !('broken' in frame))
    return readMca(wrapText(line, vmkernelText(line)), open, false) ?? readOther(line, open)
  open.drop(BROKEN)
  const {prefixed} = dropVmkernelPrefix(line)
  const joined = prefixed || readMcaLine(line.text) ? undefined : joinBelow(frame.broken, line)
  if (joined) return readMca(joined, open, false)
  return merge([readMca(frame.broken, open, true), readLine(line, open)])
}

const closeFrame = (frame: Frame): DialectOutput => {
  if (!('broken' in frame)) return {}
  const {message, cpu} = dropVmkernelPrefix({...frame.broken.lines[0], text: frame.broken.text})
  const reading = readMcaLine(message)
  return reading ? toMachineCheck(reading, frame.broken, cpu) : {}
}

/** VMware ESXi: the VMkernel's machine-check lines, its purple screen, retired pages, reliable memory. */
export default defineDialect<Frame>({
  id: ID,
  title: 'VMware ESXi VMkernel',
  literals: [
    'MCA: ',
    ' Excp G',
    'MC:PCPU',
    'MC: PCPU',
    'ardware (Machine) Error',
    ')MCE: ',
    'IDT: ',
    'on PCPU ',
    '@BlueScreen',
    'etiring MPN ',
    'etired MPN ',
    'Reliable Memory: ',
    'eliable memory ',
    'encountered a Hardware Error',
    'Machine Check Exception',
  ],
  samples: [
    'cpu58:40848027)IDT: 1895: Uncorrectable/unrecoverable machine check error',
    'cpu58:40848027)MCA: 208: UC Excp G4 B6 Sbb00002000000e0b A0 M180008 P8/8 I/O error reported by PCI 0000:00:03.0.',
    'cpu12:33413)MCA: 133: CE Poll G0 B7 S8c00004000010091 A123456700 M140545486 P123456/40 Memory Controller Read Error on Channel 1.',
    'cpu4:2097152)MCAIntel: 1120: Force retiring MPN 0x7d3c5',
    '@BlueScreen: Machine Check Exception on PCPU 3 in world 32797:vcpu-0',
    '   Reliable Memory: 103079215104 Bytes',
  ],
  read: readLine,
  close: closeFrame,
})
