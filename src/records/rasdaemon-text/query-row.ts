import {readCxlRow} from './cxl-row.js'
import {integerIn, registerIn, type TableRow} from './table-row.js'

/** The text of a row behind its number and stamp, as a row of the table it was printed from. */
type QueryReader = (text: string, whole: boolean) => TableRow | undefined

//   1 Corrected error(s): memory read error at CPU_SrcID#0_Ha#0_Chan#0_DIMM#0 location: 0:0:0:-1, addr 12345, grain 5, syndrome 0 area:DRAM …
const MEMORY =
  /^(\d{1,9}) (Corrected|Uncorrected|Deferred|Fatal|Info) error(?:\(s\))?: (.*?) ?at (.*?) location: (-?\d+)(?::(-?\d+))?(?::(-?\d+))?(?::(-?\d+))?, addr (-?\d+|0x[0-9a-f]+)?, grain (-?\d+), syndrome (-?\d+) ?(.*)$/

const readMemory: QueryReader = text => {
  const match = MEMORY.exec(text)
  if (match === null) return undefined
  const [, count, type, message, label, mc, top, middle, low, address = '0', grain, syndrome = '0', detail] = match
  return {
    table: 'mc_event',
    row: {
      err_count: integerIn(count),
      err_type: type,
      err_msg: message,
      label,
      mc: integerIn(mc),
      top_layer: integerIn(top),
      middle_layer: integerIn(middle),
      lower_layer: integerIn(low),
      address: BigInt(address),
      grain: integerIn(grain),
      syndrome: BigInt(syndrome),
      driver_detail: detail,
    },
  }
}

//   0000:3b:00.0 Uncorrected (Non-Fatal) error: Completion Timeout
const readAer: QueryReader = text => {
  const match = /^([0-9a-f]{4,6}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-9a-f]) (.{1,40}?) error: (.*)$/i.exec(text)
  return match === null
    ? undefined
    : {table: 'aer_event', row: {dev_name: match[1], err_type: match[2], err_msg: match[3]}}
}

const MACHINE_CHECK_NUMBERS: Readonly<Record<string, string>> = {
  cpu: 'cpu',
  bank: 'bank',
  cpuid: 'cpuid',
  walltime: 'walltime',
  socketid: 'socketid',
  apicid: 'apicid',
  microcode: 'microcode',
  cs: 'cs',
}
const MACHINE_CHECK_REGISTERS = ['mcgcap', 'mcgstatus', 'status', 'addr', 'misc', 'ip', 'tsc', 'ppin'] as const

const hexField = (text: string, name: string): string | undefined =>
  new RegExp(`, ${name}=(0x[0-9a-f]{1,16})(?=,|$|\\s)`, 'i').exec(text)?.[1]

//   error: Corrected error, no action required., CPU 2, bank Unified Memory Controller (bank=17), mcg mcgstatus=0, mci CECC, …, status=0x9c2040000000011b, …
/** Fields that are zero are left out; `CPU 2` is the vendor's number. */
const readMachineCheck: QueryReader = (text, whole) => {
  const zero = whole ? 0 : undefined
  const status = registerIn(hexField(text, 'status'))
  if (status === undefined) return undefined
  const [says = ''] = text.split(', mcg ')
  const vendor = /, CPU (\d{1,2})(?=, (?:bank|mcg|mci|mca) )/.exec(text)?.[1]
  return {
    table: 'mce_record',
    row: {
      error_msg: says.replace(/^error: /, '').replace(/, CPU \d+, bank .*$|, CPU \d+$|, bank .*$/, ''),
      bank_name: /, bank (.+?)(?=, (?:mcg|mci|mca) )/.exec(text)?.[1],
      mc_location: /, (memory_channel=\d{1,3}(?:,csrow=\d{1,3})?)(?=, |$)/.exec(text)?.[1],
      mcistatus_msg: /, mci (.+?)(?=, (?:mca |\w+=0x))/.exec(text)?.[1],
      cpuvendor: integerIn(vendor) ?? zero,
      ...Object.fromEntries(
        Object.entries(MACHINE_CHECK_NUMBERS).map(([name, column]) => [
          column,
          integerIn(hexField(text, name)) ?? zero,
        ]),
      ),
      ...Object.fromEntries(MACHINE_CHECK_REGISTERS.map(name => [name, registerIn(hexField(text, name)) ?? zero])),
      status,
    },
  }
}

//   error: error_count=1, affinity_level=2, mpidr=0x81010000, running_state=0x1, psci_state=0x0
const readArm: QueryReader = text => {
  const mpidr = /\bmpidr=(0x[0-9a-f]{1,16})/i.exec(text)?.[1]
  if (mpidr === undefined) return undefined
  const field = (name: string) => new RegExp(`\\b${name}=(\\w+)`).exec(text)?.[1]
  return {
    table: 'arm_event',
    row: {
      error_count: integerIn(field('error_count')),
      affinity: integerIn(field('affinity_level')),
      mpidr: registerIn(mpidr),
      running_state: integerIn(field('running_state')),
      psci_state: integerIn(field('psci_state')),
    },
  }
}

/** CPER memory error types (UEFI 2.10, table N-31) as the tool words them. */
export const MEMORY_TYPES: readonly string[] = [
  'unknown',
  'no error',
  'single-bit ECC',
  'multi-bit ECC',
  'single-symbol chipkill ECC',
  'multi-symbol chipkill ECC',
  'master abort',
  'target abort',
  'parity error',
  'watchdog timeout',
  'invalid address',
  'mirror Broken',
  'memory sparing',
  'scrub corrected error',
  'scrub uncorrected error',
  'physical memory map-out event',
]

/** CPER severities by their numbers. */
export const CPER_SEVERITIES: readonly string[] = ['recoverable', 'fatal', 'corrected', 'informational']

/** The number of a word in a list; undefined when it is none of it. */
export const numberOf = (words: readonly string[], word: string | undefined): number | undefined => {
  const sought = word?.trim().toLowerCase()
  const index = words.findIndex(known => known.toLowerCase() === (sought === 'info' ? 'informational' : sought))
  return index < 0 ? undefined : index
}

//   error: type=single-bit ECC, severity=corrected, address=0x3eb1f7c80, fru_id=…, fru_text='DIMM_A1', node=0, …
const readExtlog: QueryReader = text => {
  const match = /^error: type=(.+?), severity=(\w+), address=(0x[0-9a-f]{1,16})(.*)$/i.exec(text)
  if (match === null) return undefined
  const rest = match[4] ?? ''
  return {
    table: 'extlog_event',
    row: {
      etype: numberOf(MEMORY_TYPES, match[1]),
      severity: numberOf(CPER_SEVERITIES, match[2]),
      address: registerIn(match[3]),
      fru_id: /\bfru_id=([0-9a-f-]{36})/i.exec(rest)?.[1],
      fru_text: /\bfru_text='([^']*)'/.exec(rest)?.[1],
    },
  }
}

//   error: pfn=0x1fa3c5, page_type=dirty LRU page, action_result=Recovered
const readPage: QueryReader = text => {
  const match = /\bpfn=(0x[0-9a-f]{1,13}),? page_type=(.+?),? action_result=(\w+)/i.exec(text)
  return match === null
    ? undefined
    : {table: 'memory_failure_event', row: {pfn: match[1], page_type: match[2], action_result: match[3]}}
}

const READERS: readonly QueryReader[] = [
  readMemory,
  readAer,
  readMachineCheck,
  text => (text.startsWith('error: ') ? readCxlRow(text.slice('error: '.length)) : undefined),
  readExtlog,
  readPage,
  readArm,
]

/** A row of `ras-mc-ctl --errors`, number and stamp taken off; `whole` when its end was not cut, so that what is missing is zero. */
export function readQueryRow(text: string, whole = true): TableRow | undefined {
  for (const read of READERS) {
    const row = read(text, whole)
    if (row !== undefined) return row
  }
  return undefined
}
