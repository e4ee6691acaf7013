import type {LogLine} from '../../logs/log-line.js'
import type {DialectOutput} from '../define-dialect.js'
import {readDimmLabel} from '../edac-details/dimm-label.js'
import {quoteLines} from '../evidence-line.js'
import type {
  ContextRecord,
  CperRecord,
  EdacEvent,
  HardwareErrorRecord,
  MachineCheckRecord,
} from '../hardware-error-record.js'
import {machineCheckProse} from '../rasdaemon-rows/machine-check-words.js'
import {MEMORY_TYPES, numberOf} from './query-row.js'
import {integerIn} from './table-row.js'

/** A row of `ras-mc-ctl --summary`, whole, with the heading it stands under: a number of rows of a table. */
export interface SummaryRow {
  readonly lines: readonly LogLine[]
  readonly text: string
  readonly heading: string
}

const HEADING =
  /^(?:Memory controller events|PCIe AER events|ARM processor events|CXL [\w ]{1,40} events|Extlog records|Memory failure events|MCE records|Devlink records|Disk errors|SIGNAL events) summary:$/

/** True for a section's heading. */
export const isHeading = (text: string): boolean => HEADING.test(text)

const DIMM =
  /^(Corrected|Uncorrected|Deferred|Fatal|Info) on DIMM Label\(s\): '(.*?)'(?:\s+location: (-?\d+)(?::-?\d+)*\s+errors: (\d+))?/
const COUNTED = /^(\d{1,9}) (.+?) errors$/
const NAMED = /^(\S.*?) errors: (\d{1,9})$/

/** True for a text that begins a row: a DIMM's anywhere, others under their heading. */
export const beginsSummaryRow = (text: string, heading: string): boolean =>
  /^(?:Corrected|Uncorrected|Deferred|Fatal|Info) on DIMM Label\(s\): /.test(text) ||
  (heading !== '' && (/^\d{1,9} \S/.test(text) || NAMED.test(text)))

/** True when the row has its count. */
export const isWholeSummaryRow = (text: string, heading: string): boolean => {
  const match = DIMM.exec(text)
  if (match !== null || /^\w+ on DIMM/.test(text)) return match?.[4] !== undefined
  return heading === '' || COUNTED.test(text) || NAMED.test(text)
}

const TYPES: Readonly<Record<string, NonNullable<EdacEvent['statedType']>>> = {
  Corrected: 'corrected',
  Uncorrected: 'uncorrected',
  Deferred: 'deferred',
  Fatal: 'fatal',
  Info: 'informational',
}

type Origin = Pick<HardwareErrorRecord, 'dialect' | 'envelope' | 'evidence'>

//   Uncorrected on DIMM Label(s): 'SOCKET 1 CHANNEL 1 DIMM 0 DIMM1' location: 0:18:-1:-1 errors: 1
function dimmTotal(text: string, origin: Origin): EdacEvent | undefined {
  const [, type = '', label = '', controller, total] = DIMM.exec(text) ?? []
  const count = integerIn(total) ?? 0
  const statedType = TYPES[type]
  if (statedType === undefined || count === 0) return undefined
  return {
    kind: 'edac',
    ...origin,
    controller: Math.max(0, integerIn(controller) ?? 0),
    word: type === 'Corrected' ? 'CE' : 'UE',
    statedType,
    count,
    counted: {count},
    location: readDimmLabel(label),
    reporterSays: [text.slice(0, 300)],
  }
}

//   2 MEMORY CONTROLLER RD_CHANNEL1_ERR Transaction: Memory read error errors
function machineCheckTotal(count: number, message: string, origin: Origin): MachineCheckRecord {
  return {
    kind: 'machine-check',
    ...origin,
    counted: {count},
    prose: machineCheckProse(message) ?? {},
    reporterSays: [message.slice(0, 300)],
  }
}

//   2 single-bit ECC corrected errors
function extlogTotal(count: number, message: string, origin: Origin): CperRecord | undefined {
  const [, type, severity] = /^(.+) (recoverable|fatal|corrected|informational|unknown)$/.exec(message) ?? []
  if (severity !== 'recoverable' && severity !== 'fatal' && severity !== 'corrected' && severity !== 'informational')
    return undefined
  const number = numberOf(MEMORY_TYPES, type)
  return {
    kind: 'cper',
    ...origin,
    reporter: 'extlog',
    sectionType: 'memory',
    sectionSeverity: severity,
    counted: {count},
    ...(number === undefined ? {} : {memoryErrorType: number}),
    reporterSays: [message.slice(0, 300)],
  }
}

const asideOf = (heading: string, text: string, origin: Origin): ContextRecord => ({
  kind: 'context',
  ...origin,
  what: /PCIe AER/.test(heading) ? 'pcie' : 'other',
  message: `${heading} ${text}`.slice(0, 200),
})

function recordOf(
  {lines, text, heading}: SummaryRow,
  dialect: string,
  byDimm: boolean,
): HardwareErrorRecord | undefined {
  const [first] = lines
  if (first === undefined) return undefined
  const origin = {dialect, envelope: first.envelope, evidence: lines.flatMap(quoteLines)}
  if (DIMM.test(text)) return dimmTotal(text, origin)
  const [, digits, message = ''] = COUNTED.exec(text) ?? []
  const count = byDimm ? 0 : (integerIn(digits) ?? 0)
  if (heading.startsWith('MCE records') && count > 0) return machineCheckTotal(count, message, origin)
  if (heading.startsWith('Extlog') && count > 0) return extlogTotal(count, message, origin)
  return heading === '' ? undefined : asideOf(heading, text, origin)
}

/**
 * The records of a summary's rows: totals of memory errors, everything else as context. Where modules are listed, totals
 * of machine checks and firmware records are context too: they count the same errors by another way.
 */
export function tellSummary(rows: readonly SummaryRow[], dialect: string): DialectOutput {
  const byDimm = rows.some(({text}) => DIMM.test(text))
  return {records: rows.flatMap(row => recordOf(row, dialect, byDimm) ?? [])}
}
