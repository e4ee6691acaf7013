import {integerIn, registerIn, type TableRow} from './table-row.js'
import type {TraceEvent} from './trace-event.js'

//   mce_record: 2026-05-12 22:42:48 +0000 bank=7, status= 8c00004000000091, MEMORY CONTROLLER RD_CHANNEL1_ERR …, mci=Corrected_error, …, cpu= 2, socketid= 1, misc= 86, addr= 3f2ac4c0, mcgstatus=0

const STATUS = /\bstatus= ?[0-9a-f]{1,16}\b/

const CPU_TYPES: readonly (readonly [RegExp, number])[] = [
  [/AMD|SMCA|Scalable MCA|K8/, 2],
  [/Hygon/i, 9],
  [/Zhaoxin/i, 10],
  [
    /Intel|Xeon|Core|Lake|Bridge|well\b|Rapids|Nehalem|Landing|Mill\b|Skylake|Snow|Forest|Tulsa|Dunnington|Denverton/,
    0,
  ],
]

const vendorIn = (body: string): number | undefined => {
  const type = /\bcpu_type= ?([^,]*)/.exec(body)?.[1] ?? ''
  return CPU_TYPES.find(([pattern]) => pattern.test(type))?.[1]
}

/** `bank=d` is hexadecimal; `Unified Memory Controller (bank=17)` is not. */
const bankIn = (body: string): number | undefined => {
  const named = /\(bank=(\d{1,3})\)/.exec(body)?.[1]
  return named === undefined ? integerIn(/^bank=([0-9a-f]{1,2}),/i.exec(body)?.[1], 16) : Number(named)
}

const REGISTERS = ['status', 'mcgcap', 'addr', 'misc', 'ip', 'tsc', 'ppin', 'synd', 'ipid'] as const
const HEX_NUMBERS = ['cs', 'cpuid', 'apicid', 'microcode', 'walltime'] as const
const NUMBERS = ['cpu', 'socketid', 'mcgstatus'] as const

/** What stands between the status and the first pair. */
const saidIn = (body: string): string | undefined => {
  const said = /\bstatus= ?[0-9a-f]+, (.*?)(?=, (?:mci=|mca=|cpu_type=)|$)/.exec(body)?.[1]
  return said === undefined || /^(?:cpu_type|cpu|mci|mca)=/.test(said) ? undefined : said
}

/** The daemon's print of a machine check as the row it stores; undefined without a status, for then there is none. */
export function readDaemonMachineCheck({body, daemon, time}: TraceEvent): TableRow | undefined {
  if (!daemon || !STATUS.test(body)) return undefined
  const printed = (name: string): string | undefined =>
    new RegExp(`\\b${name}= ?((?:0x)?[0-9a-f]{1,16})(?![0-9a-zA-Z_])`, 'i').exec(body)?.[1]
  const words = (name: string): string | undefined => new RegExp(`, ${name}= ?(.*?)(?=, \\w+=|$)`).exec(body)?.[1]
  const fields = <Value>(names: readonly string[], read: (text: string | undefined) => Value) =>
    Object.fromEntries(names.map(name => [name, read(printed(name))]))
  return {
    table: 'mce_record',
    row: {
      ...fields(REGISTERS, registerIn),
      ...fields(HEX_NUMBERS, text => integerIn(text, 16)),
      ...fields(NUMBERS, text => integerIn(text)),
      bank: bankIn(body),
      cpuvendor: vendorIn(body),
      bank_name: /^(\D.*?), status=/.exec(body)?.[1]?.replace(/^bank=.*$/, ''),
      error_msg: saidIn(body),
      mc_location: /, (memory_channel=\d{1,3}(?:,csrow=\d{1,3})?)(?=, |$)/.exec(body)?.[1],
      mcistatus_msg: words('mci'),
      mcastatus_msg: words('mca'),
    },
    time,
  }
}
