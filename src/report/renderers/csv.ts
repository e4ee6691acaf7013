import type {MemoryError} from '../../errors/memory-error.js'
import type {Analysis, JudgedIncident} from '../analysis.js'
import {type CsvValue, defineRenderer} from '../document.js'
import {hex, printable} from '../format.js'
import {actualVerdict} from '../happened.js'

/** A spreadsheet takes cells that begin like this for formulas. */
const FORMULA = /^\s*[=+\-@|%]/

/** One cell: harmless text, no formula, quoted where a comma or quote stands in it. */
function cell(value: CsvValue): string {
  if (value === undefined) return ''
  if (typeof value === 'bigint') return hex(value)
  if (typeof value === 'number') return String(value)
  const text = printable(value)
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",;']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

interface Row {
  readonly error: MemoryError
  readonly incident: JudgedIncident | undefined
  readonly input: string | undefined
}

/** Columns by the names of the JSON; nested ones joined by a dot. */
const COLUMNS: readonly (readonly [string, (row: Row) => CsvValue])[] = [
  ['id', ({error}) => error.id],
  ['host', ({error}) => error.host],
  ['time', ({error}) => error.time],
  ['timeBasis', ({error}) => error.timeBasis],
  ['uptimeSeconds', ({error}) => error.uptimeSeconds],
  ['bootIndex', ({error}) => error.bootIndex],
  ['severity', ({error}) => error.severity],
  ['basis', ({error}) => error.basis],
  ['unit', ({error}) => error.unit],
  ['occurrences', ({error}) => error.occurrences?.count ?? 1],
  ['address', ({error}) => error.address?.value],
  ['address.kind', ({error}) => error.address?.kind],
  ['address.granularityBytes', ({error}) => error.address?.granularityBytes],
  ['dram.label', ({error}) => error.dram?.label],
  ['dram.socket', ({error}) => error.dram?.socket],
  ['dram.imc', ({error}) => error.dram?.imc],
  ['dram.channel', ({error}) => error.dram?.channel],
  ['dram.slot', ({error}) => error.dram?.slot],
  ['dram.rank', ({error}) => error.dram?.rank],
  ['dram.bank', ({error}) => error.dram?.bank],
  ['dram.row', ({error}) => error.dram?.row],
  ['dram.column', ({error}) => error.dram?.column],
  ['cpu', ({error}) => error.registers.cpu],
  ['bank', ({error}) => error.registers.bank],
  ['status', ({error}) => error.registers.status],
  ['misc', ({error}) => error.registers.misc],
  ['addr', ({error}) => error.registers.addr],
  ['mcgstatus', ({error}) => error.registers.mcgstatus],
  ['mca.code', ({error}) => error.mca?.code],
  ['mca.kind', ({error}) => error.mca?.kind],
  ['mirrorEvidence', ({error}) => error.mirrorEvidence],
  ['incident', ({incident}) => incident?.id],
  ['outcome', ({incident}) => incident?.outcome],
  ['verdict', ({incident}) => incident && actualVerdict(incident.verdicts)?.verdict],
  ['reporters', ({error}) => error.reporters.join(' ')],
  ['input', ({input}) => input],
  ['line', ({error}) => error.positions[0]?.line],
]

function rowsOf({errors, incidents, inputs}: Analysis): readonly Row[] {
  const owners = new Map(incidents.flatMap(incident => incident.errors.map(error => [error.id, incident] as const)))
  return errors.map(error => ({
    error,
    incident: owners.get(error.id),
    input: inputs[error.positions[0]?.input ?? -1]?.name,
  }))
}

const errorRows = (analysis: Analysis): readonly (readonly CsvValue[])[] => [
  COLUMNS.map(([name]) => name),
  ...rowsOf(analysis).map(row => COLUMNS.map(([, value]) => value(row))),
]

/** One row an error, RFC 4180; log text cannot become a formula. */
export default defineRenderer({
  id: 'csv',
  title: 'CSV, one row an error',
  endings: ['.csv'],
  bare: true,
  render: ({analysis, own}) =>
    [...(own?.rows() ?? errorRows(analysis))].map(row => `${row.map(cell).join(',')}\r\n`).join(''),
})
