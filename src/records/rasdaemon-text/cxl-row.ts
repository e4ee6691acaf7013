import {integerIn, registerIn, type TableRow} from './table-row.js'

//   kernel      memdev=mem0 host=0000:0f:00.0 serial=3 log=Fatal : … descriptor='UNCORRECTABLE_EVENT|THRESHOLD_EVENT' … channel=3
//   daemon      memdev:mem0 host:0000:0f:00.0 serial:0x3 log type:Fatal … descriptor:'UNCORRECTABLE EVENT' 'THRESHOLD EVENT' … channel:3
//   ras-mc-ctl  memdev=mem0, host=0000:0f:00.0, serial=0x3, log=Fatal, … descriptor_flags: 'UNCORRECTABLE EVENT' , … channel=3,

/** The value behind a name, in any of the three notations; quotation marks removed. */
const readValue = (text: string, name: string): string | undefined =>
  new RegExp(`(?:^|[\\s,])${name} ?[=:] ?(?:'([^']*)'|([^\\s,']+))`)
    .exec(text)
    ?.slice(1)
    .find(found => found !== undefined)

const firstOf = (text: string, ...names: readonly string[]): string | undefined => {
  for (const name of names) {
    const found = readValue(text, name)
    if (found !== undefined) return found
  }
  return undefined
}

const FLAGS: readonly (readonly [RegExp, number])[] = [
  [/UNCORRECTABLE[_ ]EVENT/i, 1],
  [/THRESHOLD[_ ]EVENT/i, 2],
]

/** The descriptor's bits (CXL 3.1, table 8-45), from names or from a number; undefined where none was printed. */
function descriptorIn(text: string): number | undefined {
  const printed = firstOf(text, 'descriptor', 'descriptor_flags')
  if (printed === undefined) return undefined
  const number = /^(?:0x)?\d+$/i.test(printed) ? integerIn(printed, 16) : undefined
  return number ?? FLAGS.reduce((bits, [pattern, bit]) => (pattern.test(text) ? bits | bit : bits), 0)
}

/** Names of the trace events, of the daemon's tables, and what the text of a table's row holds that no other does. */
const KINDS: readonly (readonly [table: string, event: RegExp, telling: RegExp])[] = [
  ['cxl_dram_event', /^cxl_dram/, /\b(?:nibble_mask|bank_group|correction_mask|row) ?[=:]/],
  ['cxl_general_media_event', /^cxl_general_media/, /\bdescriptor(?:_flags)? ?[=:]/],
  ['cxl_poison_event', /^cxl_poison/, /\bdpa_length ?[=:]/],
  ['cxl_memory_module_event', /^cxl_memory_module/, /\bhealth_status ?[=:]/],
  ['cxl_overflow_event', /^cxl_overflow/, /\b\d+ records from\b/],
  ['cxl_aer_ue_event', /^cxl_aer_(?:ue|uncorrectable)/, /\bfirst_error ?[=:]/],
  ['cxl_aer_ce_event', /^cxl_aer_(?:ce|correctable)/, /\berror_status ?[=:]/],
  ['cxl_generic_event', /^cxl_(?:generic|memory_sparing)/, /\bhdr_uuid ?[=:]/],
]

const NUMBERS = ['channel', 'rank', 'bank_group', 'bank', 'row', 'column'] as const
const REGISTERS = ['serial', 'dpa', 'hpa', 'dpa_length'] as const

/** The row a CXL event's text stands for; undefined when it names no device. `event` is the trace event's name where it was printed. */
export function readCxlRow(text: string, event?: string): TableRow | undefined {
  const memdev = readValue(text, 'memdev')
  const kind = KINDS.find(([, name, telling]) => (event === undefined ? telling.test(text) : name.test(event)))
  if (memdev === undefined || kind === undefined) return undefined
  const [table] = kind
  return {
    table,
    row: {
      memdev,
      host: readValue(text, 'host'),
      log_type: firstOf(text, 'log', 'log type', 'log_type'),
      descriptor: descriptorIn(text),
      device: integerIn(readValue(text, 'device'), 16),
      region: readValue(text, 'region')?.replace(/^region_uuid.*/, ''),
      error_status: firstOf(text, 'error_status', 'status'),
      first_error: readValue(text, 'first_error'),
      trace_type: readValue(text, 'trace_type'),
      source: readValue(text, 'source'),
      ...Object.fromEntries(REGISTERS.map(name => [name, registerIn(readValue(text, name))])),
      ...Object.fromEntries(NUMBERS.map(name => [name, integerIn(readValue(text, name))])),
    },
  }
}
