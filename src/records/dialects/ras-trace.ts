import type {LogLine} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect} from '../define-dialect.js'
import {readDimmLabel} from '../edac-details/dimm-label.js'
import {readDriverTail} from '../edac-details/driver-tail.js'
import {quoteLine} from '../evidence-line.js'
import type {EdacEvent, ReportedError} from '../hardware-error-record.js'
import {readHex} from '../hex-text.js'

// Tracepoints of include/ras/ras_event.h as trace-cmd, perf and rasdaemon print them:
//   mc_event: 1 Corrected error: memory read error on CPU_SrcID#0_MC#1_Chan#0_DIMM#0 (mc:1 location:0:0:-1 address:0x1c6e4a6080 grain:5 syndrome:0x0 err_code:0080:0090 …)
//   extlog_mem_event: {3} corrected error: single-bit ECC physical addr: 00000003eb1f7c80 (mask lsb: c) … FRU: 00000000-… DIMM_A1

const ID = 'ras-trace'

const TYPES: Readonly<Record<string, NonNullable<EdacEvent['statedType']>>> = {
  Corrected: 'corrected',
  Uncorrected: 'uncorrected',
  Deferred: 'deferred',
  Fatal: 'fatal',
  Info: 'informational',
}

const MEMORY =
  /\bmc_event: +(\d+) (Corrected|Uncorrected|Deferred|Fatal|Info) errors?:(.*?) on (.*?) \(mc:(\d+) location:([-\d:]+) address:(0x[0-9a-f]+) grain:(\d+) syndrome:(0x[0-9a-f]+)(.*?)\)?$/
/** grain is printed as a number of bits. */
const MOST_GRAIN_BITS = 48

function memoryEvent(line: LogLine, match: RegExpExecArray): DialectOutput {
  const [, count, type = '', message = '', label = '', controller, layers, address = '', bits, , detail = ''] = match
  const tail = readDriverTail(detail)
  const at = readHex(address) ?? 0n
  const grain = Number(bits)
  return {
    records: [
      {
        kind: 'edac',
        dialect: ID,
        envelope: line.envelope,
        evidence: [quoteLine(line)],
        ...tail.fields,
        controller: Number(controller),
        word: type === 'Corrected' ? 'CE' : 'UE',
        count: Math.max(1, Number(count)),
        message: message.trim(),
        location: {...readDimmLabel(label), ...tail.location},
        ...(TYPES[type] === undefined ? {} : {statedType: TYPES[type]}),
        ...(at === 0n ? {} : {address: at}),
        ...(grain > 0 && grain <= MOST_GRAIN_BITS ? {grain: 2 ** grain} : {}),
        reporterSays: [`location: ${layers}`],
      },
    ],
  }
}

const FIRMWARE =
  /\bextlog_mem_event: +\{(\d+)\} (corrected|recoverable|fatal|informational|[a-z]+) error: (.*?) physical addr: ([0-9a-f]{1,16}) \(mask lsb: ([0-9a-f]{1,2})\)(.*)$/
const SEVERITIES: Readonly<Record<string, ReportedError['severity']>> = {
  corrected: 'corrected',
  recoverable: 'uncorrected',
  fatal: 'fatal',
  informational: 'informational',
}
const MOST_LSB = 52

function firmwareEvent(line: LogLine, match: RegExpExecArray): DialectOutput {
  const [, sequence, severity = '', message = '', address = '', lsb = '', rest = ''] = match
  const label = /FRU: [0-9a-f-]{36} (\S.*?)\s*$/i.exec(rest)?.[1]
  const at = readHex(address)
  const bits = Number.parseInt(lsb, 16)
  return {
    records: [
      {
        kind: 'reported',
        dialect: ID,
        envelope: line.envelope,
        evidence: [quoteLine(line)],
        reporter: 'firmware',
        severity: SEVERITIES[severity] ?? 'unknown',
        unit: 'dram',
        message: message.trim(),
        ...(label === undefined ? {} : {location: {label}}),
        ...(at === undefined || at === 0n ? {} : {address: at}),
        ...(bits <= MOST_LSB && bits > 0 ? {granularityBytes: 2 ** bits} : {}),
        fields: {sequence: sequence ?? ''},
      },
    ],
  }
}

export default defineDialect({
  id: ID,
  title: 'ras trace events: memory controller, firmware memory record',
  literals: ['mc_event: ', 'extlog_mem_event: '],
  samples: [
    'mc_event: 1 Corrected error: memory read error on CPU_SrcID#0_MC#1_Chan#0_DIMM#0 (mc:1 location:0:0:-1 address:0x1c6e4a6080 grain:5 syndrome:0x00000000 err_code:0080:0090 socket:0 imc:1 rank:0 bg:2 ba:1 row:8d49 col:210)',
    'extlog_mem_event: {3} corrected error: single-bit ECC physical addr: 00000003eb1f7c80 (mask lsb: c) node:0 card:2 module:0 FRU: 00000000-0000-0000-0000-000000000000 DIMM_A1',
  ],
  read(line) {
    const memory = MEMORY.exec(line.text)
    if (memory !== null) return memoryEvent(line, memory)
    const firmware = FIRMWARE.exec(line.text)
    return firmware === null ? undefined : firmwareEvent(line, firmware)
  },
})
