import type {LogLine, LogTime} from '../../logs/log-line.js'
import {wholeWords} from '../cut-word.js'
import {defineDialect} from '../define-dialect.js'
import {quoteLines} from '../evidence-line.js'
import type {MachineCheckRecord} from '../hardware-error-record.js'
import {readHex} from '../hex-text.js'
import {inException} from '../in-exception.js'
import {present} from '../present.js'
import {readDaemonMachineCheck} from '../rasdaemon-text/machine-check-text.js'
import {tellRow} from '../rasdaemon-text/table-row.js'
import {readTraceEvent} from '../rasdaemon-text/trace-event.js'

// kernel tracepoint (include/trace/events/mce.h), three generations:
//   mce_record: CPU: 0, MCGc/s: c07/0, MC7: 8c00004000000091, ADDR/MISC: 000000003f2ac4c0/0000000000000086, RIP: 00:<0000000000000000>, TSC: 0, PROCESSOR: 0:50654, TIME: 1697012345, SOCKET: 1, APIC: 2
// rasdaemon's own print of it:
//   mce_record: 2026-05-12 22:42:48 +0000 bank=7, status= 8c00004000000091, …, cpu= 2, socketid= 1, misc= 86, addr= 3f2ac4c0, mcgstatus=0

const ID = 'mce-trace'
const KERNEL =
  /^(?:\[.{1,20}\] )?CPU: (\d{1,5}), MCGc\/s: ([0-9a-f]{1,16})\/([0-9a-f]{1,16}), MC(\d{1,3}): ([0-9a-f]{1,16}), (.*)$/i
/** Everything behind the status: `ADDR/MISC/SYND: x/x/x` in two generations, one field each in the third. */
function tailOf(text: string) {
  const joined = /ADDR\/MISC(?:\/SYND)?: ([0-9a-f]+)\/([0-9a-f]+)(?:\/([0-9a-f]+))?/i.exec(text)
  const one = (name: string) => readHex(new RegExp(`\\b${name}: ([0-9a-f]+)`, 'i').exec(text)?.[1] ?? '')
  const small = (name: string, radix: 10 | 16) => {
    const found = new RegExp(`\\b${name}: ([0-9a-f]+)`, 'i').exec(text)?.[1]
    return found === undefined ? undefined : Number.parseInt(found, radix)
  }
  const rip = /RIP: ([0-9a-f]{2}):<([0-9a-f]+)>/i.exec(text)
  const processor = /PROCESSOR: (\d+):([0-9a-f]+)/i.exec(text)
  const nonZero = (value: bigint | undefined) => value || undefined
  return present({
    addr: nonZero(joined === null ? one('ADDR') : readHex(joined[1] ?? '')),
    misc: nonZero(joined === null ? one('MISC') : readHex(joined[2] ?? '')),
    synd: nonZero(joined === null ? one('SYND') : readHex(joined[3] ?? '')),
    ipid: nonZero(one('IPID')),
    tsc: nonZero(one('TSC')),
    ppin: nonZero(one('PPIN')),
    cs: rip === null ? undefined : Number.parseInt(rip[1] ?? '', 16) || undefined,
    ip: rip === null ? undefined : nonZero(readHex(rip[2] ?? '')),
    vendorIndex: processor === null ? small('vendor', 10) : Number(processor[1]),
    signature: processor === null ? small('CPUID', 16) : Number.parseInt(processor[2] ?? '', 16),
    unixTime: small('TIME', 10) || undefined,
    socket: small('SOCKET', 10),
    apic: small('APIC', 16),
    microcode: small('microcode', 16),
  })
}

function fromKernel(line: LogLine, time: LogTime | undefined, match: RegExpExecArray): MachineCheckRecord | undefined {
  const [, cpu, mcgcap = '', mcgstatus = '', bank, status = '', rest = ''] = match
  const [value, state] = [readHex(status), readHex(mcgstatus)]
  if (value === undefined) return undefined
  return {
    kind: 'machine-check',
    dialect: ID,
    envelope: time === undefined ? line.envelope : {...line.envelope, time},
    evidence: quoteLines(line),
    cpu: Number(cpu),
    bank: Number(bank),
    status: value,
    ...present({
      mcgcap: readHex(mcgcap),
      mcgstatus: state,
      exception: inException(state),
    }),
    ...tailOf(rest),
  }
}

/** Machine checks as the trace event tells them. */
export default defineDialect({
  id: ID,
  title: 'mce_record trace events: kernel text and rasdaemon’s print',
  literals: ['mce_record: '],
  samples: [
    'mce_record: CPU: 0, MCGc/s: c07/0, MC7: 8c00004000000091, ADDR/MISC: 000000003f2ac4c0/0000000000000086, RIP: 00:<0000000000000000>, TSC: 0, PROCESSOR: 0:50654, TIME: 1697012345, SOCKET: 1, APIC: 2',
    'mce_record:           2026-05-12 22:42:48 +0000 bank=7, status= 8c00004000000091, MEMORY CONTROLLER RD_CHANNEL1_ERR Transaction: Memory read error, mci=Corrected_error, mca=M2M: , n_errors=1, cpu_type= Skylake server, cpu= 2, socketid= 1, misc= 86, addr= 3f2ac4c0, mcgstatus=0, mcgcap= 1000120, apicid= 2',
  ],
  read(line) {
    const {text, notices} = wholeWords(line, line.text)
    const trace = readTraceEvent(line, text)
    if (trace?.event !== 'mce_record') return undefined
    const kernel = KERNEL.exec(trace.body)
    const record = kernel === null ? undefined : fromKernel(line, trace.time, kernel)
    if (record !== undefined) return {records: [record], notices}
    const row = readDaemonMachineCheck(trace)
    return row === undefined ? undefined : {...tellRow(row, [line], ID), notices}
  },
})
