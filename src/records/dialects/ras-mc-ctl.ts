import type {LogLine} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect} from '../define-dialect.js'
import {readDimmLabel} from '../edac-details/dimm-label.js'
import {readDriverTail} from '../edac-details/driver-tail.js'
import {quoteLine} from '../evidence-line.js'
import type {DramLocation, EdacEvent} from '../hardware-error-record.js'
import {machineCheckFromPairs} from '../rasdaemon-text/machine-check-text.js'
import {namedValues} from '../rasdaemon-text/named-values.js'
import {readWrittenStamp} from '../written-time.js'

// ras-mc-ctl --errors
//   1 2024-12-19 03:59:55 +0000 error: Corrected error, no action required., CPU 2, bank …, status=0x9c2040000000011b, …
//   1 2024-12-19 03:59:55 +0000 1 Corrected error(s): memory read error at CPU_SrcID#0_Ha#0_Chan#0_DIMM#0 location: 0:0:0:-1, addr 12345, grain 5, syndrome 0 area:DRAM …
// ras-mc-ctl --summary
//   Uncorrected on DIMM Label(s): 'SOCKET 1 CHANNEL 1 DIMM 0 DIMM1' location: 0:18:-1:-1 errors: 1

const ID = 'ras-mc-ctl'
const KEY = 'summary'

const ROW = /^(\d+) (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?: [+-]\d{4})?) (.*)$/
const MEMORY =
  /^(\d+) (Corrected|Uncorrected|Deferred|Fatal|Info) error(?:\(s\))?: (.*?) at (.*?) location: ([-\d:]+), addr (\d+|0x[0-9a-f]+)?, grain (-?\d+), syndrome (\d+) ?(.*)$/
const SUMMARY = /^(Corrected|Uncorrected|Deferred|Fatal) on DIMM Label\(s\): '(.*?)'(.*)$/
const COUNT = /^ *location: ([-\d:]+) errors: (\d+)/

const TYPES: Readonly<Record<string, NonNullable<EdacEvent['statedType']>>> = {
  Corrected: 'corrected',
  Uncorrected: 'uncorrected',
  Deferred: 'deferred',
  Fatal: 'fatal',
  Info: 'informational',
}

/** `SOCKET 1 CHANNEL 1 DIMM 0 DIMM1`: numbers that firmware put into the label. */
function locationOf(label: string): DramLocation {
  const told = /\bSOCKET (\d+) CHANNEL (\d+) DIMM (\d+)\b/i.exec(label)
  if (told === null) return readDimmLabel(label)
  return {label, socket: Number(told[1]), channel: Number(told[2]), slot: Number(told[3])}
}

const stampOf = (text: string) => readWrittenStamp(text, 'unknown')

/** grain is printed as a number of bits. */
const MOST_GRAIN_BITS = 48

function memoryRow(line: LogLine, date: string, match: RegExpExecArray): DialectOutput {
  const [, count, type = '', message = '', label = '', layers = '', address, bits, , detail = ''] = match
  const tail = readDriverTail(detail)
  const time = stampOf(date)
  const grain = Number(bits)
  const at = address === undefined ? 0n : BigInt(address)
  const event: EdacEvent = {
    kind: 'edac',
    dialect: ID,
    envelope: time === undefined ? line.envelope : {...line.envelope, time},
    evidence: [quoteLine(line)],
    ...tail.fields,
    controller: Number(layers.split(':')[0]) || 0,
    word: type === 'Corrected' ? 'CE' : 'UE',
    count: Math.max(1, Number(count)),
    location: {...locationOf(label), ...tail.location},
    message,
    ...(TYPES[type] === undefined ? {} : {statedType: TYPES[type]}),
    ...(at === 0n ? {} : {address: at}),
    ...(grain > 0 && grain <= MOST_GRAIN_BITS ? {grain: 2 ** grain} : {}),
    reporterSays: [`location: ${layers}`],
  }
  return {records: [event]}
}

/** A summary row still without its count, which mail may have moved to the next line. */
interface Pending {
  readonly line: LogLine
  readonly type: string
  readonly label: string
}

function summaryRow({line, type, label}: Pending, layers: string, count: number): DialectOutput {
  if (count === 0) return {}
  return {
    records: [
      {
        kind: 'edac',
        dialect: ID,
        envelope: line.envelope,
        evidence: [quoteLine(line)],
        controller: Number(layers.split(':')[0]) || 0,
        word: type === 'Corrected' ? 'CE' : 'UE',
        count,
        message: 'a running total of the summary',
        location: locationOf(label),
        ...(TYPES[type] === undefined ? {} : {statedType: TYPES[type]}),
        reporterSays: [`location: ${layers}`],
      },
    ],
  }
}

export default defineDialect<Pending>({
  id: ID,
  title: 'ras-mc-ctl --errors and --summary',
  literals: [' error: ', ' error(s): ', ' on DIMM Label(s): ', ' errors: '],
  samples: [
    '1 2026-05-12 22:42:48 +0000 error: MEMORY CONTROLLER RD_CHANNEL1_ERR Transaction: Memory read error, mcg mcgstatus=0, mci Corrected_error, n_errors=1, mcgcap=0x01000120, status=0x8c00004000000091, addr=0x3f2ac4c0, misc=0x00000086, walltime=0x6a03ace9, cpu=0x00000002, cpuid=0x00050654, apicid=0x00000002, socketid=0x00000001, bank=0x00000007',
    "Uncorrected on DIMM Label(s): 'SOCKET 1 CHANNEL 1 DIMM 0 DIMM1' location: 0:18:-1:-1 errors: 1",
  ],
  read(line, open) {
    const text = line.text.trim()
    const row = ROW.exec(text)
    if (row !== null) {
      const [, , date = '', rest = ''] = row
      const memory = MEMORY.exec(rest)
      if (memory !== null) return memoryRow(line, date, memory)
      if (!rest.startsWith('error: ')) return undefined
      const says = rest.slice('error: '.length).split(', mcg ')[0] ?? ''
      const record = machineCheckFromPairs(line, namedValues(rest), {dialect: ID, time: stampOf(date), says})
      return record === undefined ? undefined : {records: [record]}
    }
    const summary = SUMMARY.exec(text)
    if (summary !== null) {
      const pending = {line, type: summary[1] ?? '', label: (summary[2] ?? '').trim()}
      const count = COUNT.exec(summary[3] ?? '')
      if (count !== null) return summaryRow(pending, count[1] ?? '', Number(count[2]))
      open.write(KEY, pending)
      return {}
    }
    const pending = open.read(KEY)
    const count = pending === undefined ? null : COUNT.exec(text)
    if (pending === undefined || count === null) return undefined
    open.drop(KEY)
    return summaryRow(pending, count[1] ?? '', Number(count[2]))
  },
})
