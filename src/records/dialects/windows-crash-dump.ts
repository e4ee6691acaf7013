import type {LogLine} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {endsInsideWord, quoteLines, sortEvidence} from '../evidence-line.js'
import type {MachineCheckRecord} from '../hardware-error-record.js'
import {type CrashField, readCrashLine, statusOfArguments} from '../whea/crash-dump.js'

// Arg3: 00000000bf800000, High order 32-bits of the MCi_STATUS value.
// Arg4: 0000000000000124, Low order 32-bits of the MCi_STATUS value.
// Error         : DCACHEL0_WR_ERR (Proc 2 Bank 1)
//   Status      : 0xbf80000000000124

const ID = 'windows-crash-dump'
const KEY = 'crash'

type Fields = Partial<Omit<MachineCheckRecord, 'kind' | 'dialect' | 'envelope' | 'evidence'>>

/** One crash: its arguments, the processor's own section and the bank under construction. */
interface Frame {
  readonly lines: readonly LogLine[]
  readonly values: readonly (bigint | undefined)[]
  readonly processor: Fields
  readonly bank?: Fields
  readonly bankLines: readonly LogLine[]
  readonly banks: number
}

const EMPTY: Frame = {lines: [], values: [], processor: {}, bankLines: [], banks: 0}

const MOST_LINES = 40

const recordOf = (lines: readonly LogLine[], fields: Fields): readonly MachineCheckRecord[] => {
  const [line] = lines
  if (line === undefined || fields.status === undefined) return []
  const evidence = sortEvidence(lines.flatMap(quoteLines))
  const told = {exception: true, ...fields}
  return [{kind: 'machine-check', dialect: ID, envelope: line.envelope, evidence, ...told}]
}

const closeBank = (frame: Frame): {readonly frame: Frame; readonly records: readonly MachineCheckRecord[]} => {
  if (frame.bank === undefined) return {frame, records: []}
  const {bank, bankLines, ...rest} = frame
  const records = recordOf([...frame.lines, ...bankLines], {...frame.processor, ...bank})
  return {frame: {...rest, bankLines: [], banks: frame.banks + records.length}, records}
}

/** The bank that stands open; without one the status that the crash's arguments give. */
const tell = (frame: Frame): DialectOutput => {
  const closed = closeBank(frame)
  if (closed.frame.banks > 0) return {records: closed.records}
  const status = statusOfArguments(frame.values)
  return {records: status === undefined ? [] : recordOf(frame.lines, {...frame.processor, status})}
}

const withArgument = (values: Frame['values'], index: number, value: bigint): Frame['values'] =>
  [0, 1, 2, 3].map(at => (at === index - 1 ? value : values[at]))

const step = (frame: Frame, field: CrashField, line: LogLine): Frame => {
  const lines = frame.lines.length >= MOST_LINES ? frame.lines : [...frame.lines, line]
  switch (field.kind) {
    case 'argument':
      return {...frame, lines, values: withArgument(frame.values, field.index, field.value)}
    case 'processor':
      return {...frame, lines, processor: {...frame.processor, ...field.fields}}
    case 'bank':
      return {
        ...frame,
        bank: {cpu: field.cpu, bank: field.bank, reporterSays: [field.words]},
        bankLines: [line],
      }
    case 'register':
      if (frame.bank === undefined) return frame
      return {...frame, bank: {...frame.bank, [field.name]: field.value}, bankLines: [...frame.bankLines, line]}
    case 'section':
      return frame
  }
}

/** What must stand on the line for a crash to begin with it. */
const OPENS =
  /MCi_STATUS|\(Proc \d{1,4} Bank \d{1,3}\)|_ERROR_RECORD structure\.$|^Arg1: 0{16}, Machine Check Exception/

/** The stop's own line, told as the outage by the event log's dialect: the error belongs to it. */
const STOP = /WHEA_UNCORRECTABLE_ERROR \(124\)|\bBugCheck (?:0x)?124, ?\{/i

const readLine = (line: LogLine, open: OpenFrames<Frame>): DialectOutput | undefined => {
  const standing = open.read(KEY)
  if (STOP.test(line.text)) {
    open.write(KEY, {...EMPTY, lines: [line]})
    return standing === undefined ? undefined : tell(standing)
  }
  const sure = endsInsideWord(line) ? line.text.replace(/\S+$/, '') : line.text
  const field = readCrashLine(sure)
  if (field === undefined || (standing === undefined && !OPENS.test(line.text))) return undefined
  const again = field.kind === 'argument' && standing?.values[field.index - 1] !== undefined
  const before = again ? tell(standing) : {}
  const base = again ? EMPTY : (standing ?? EMPTY)
  const closed = field.kind === 'bank' ? closeBank(base) : {frame: base, records: []}
  open.write(KEY, step(closed.frame, field, line))
  return {records: [...(before.records ?? []), ...closed.records]}
}

/** A debugger's reading of a Windows crash by a machine check: `!analyze -v` and `!errrec`. */
export default defineDialect<Frame>({
  id: ID,
  title: 'Windows crash dump analysis',
  literals: [
    'MCi_STATUS',
    'WHEA_UNCORRECTABLE_ERROR',
    'BugCheck ',
    '(Proc ',
    'Local APIC Id ',
    'CPU Version ',
    'Machine Check Exception',
    '_ERROR_RECORD structure',
  ],
  samples: [
    'Arg3: 00000000bf800000, High order 32-bits of the MCi_STATUS value.',
    'Error         : DCACHEL0_WR_ERR (Proc 2 Bank 1)',
  ],
  read: readLine,
  close: tell,
})
