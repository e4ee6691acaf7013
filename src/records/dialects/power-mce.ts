import type {LogLine} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect} from '../define-dialect.js'
import {quoteLines} from '../evidence-line.js'
import type {HardwareUnit, ReportedError} from '../hardware-error-record.js'
import {readHex} from '../hex-text.js'

// MCE: CPU0: machine check (Severe) Host UE Load/Store DAR: 00007fffa0cb1b80 paddr: 0000001f8d2c1b80 [Not recovered]
// MCE: CPU0: NIP: [c000000000abcdef] memcpy_power7+0x1c4/0x7e0 paddr: 0000001f8d2c1b80
// Severe Machine check interrupt [[Not recovered]
//   Error type: UE [Load/Store]
//     Physical address:  0000001f8d2c1b80

const ID = 'power-mce'

/** A record that may go on: where a read failed is told on the line below, or on several (arch/powerpc/kernel/mce.c). */
interface Frame {
  readonly cpu?: string
  readonly head: LogLine
  readonly lines: readonly LogLine[]
  readonly grade: string
  readonly kind: string
  readonly access: string
  readonly recovered: boolean
  readonly address?: bigint
  readonly process?: string
}

const HEAD =
  /^MCE: CPU(\d{1,5}): machine check \((Harmless|Warning|Severe|Fatal)\) +(?:(?:Host|Guest) +)?(UE|SLB|ERAT|TLB|User|Real address|Link|D-Cache|I-Cache|Unknown) *(.*?)\[(Recovered|Not recovered)\]$/
const OLD_HEAD = /^(Harmless|Warning|Severe|Fatal) Machine check interrupt \[{1,2}(Recovered|Not recovered)/
const OLD_TYPE = /^Error type: (UE|SLB|ERAT|TLB|User|Real address|Link|Unknown)(?: \[(.*)\])?$/
const PHYSICAL = /(?:\bpaddr:|^Physical address:) *([0-9a-f]{1,16})/
const PROCESS = /^MCE: CPU\d+: PID: (\d+) Comm: (.{1,32}?) (?:Guest )?NIP:/
const TAIL = /^MCE: CPU(\d{1,5}): /
const OLD_TAIL = /^(?:Initiator: |NIP[ :[]|Effective address: |Physical address: |Error type: )/

/** What failed, by the handler's word; only UE is about memory's own data. */
const UNITS: Readonly<Record<string, HardwareUnit>> = {
  UE: 'dram',
  SLB: 'tlb',
  ERAT: 'tlb',
  TLB: 'tlb',
  Link: 'interconnect',
  'D-Cache': 'cache',
  'I-Cache': 'cache',
}

/** Pages of POWER hold 64 KiB or less; an address names the line that was read. */
const LINE_BYTES = 128

/**
 * Lookaside buffers are flushed and filled again: nothing is lost. What a UE hit is lost, whoever lives on; one that was
 * not recovered costs the task, or in the kernel the machine, which the panic then tells.
 */
const severityOf = ({
  kind,
  recovered,
  grade,
}: Pick<Frame, 'kind' | 'recovered' | 'grade'>): ReportedError['severity'] => {
  if (grade === 'Fatal') return 'fatal'
  return kind !== 'UE' && recovered ? 'corrected' : 'uncorrected'
}

function close({head, lines, grade, kind, access, recovered, address, process, cpu}: Frame): DialectOutput {
  const fields = {
    ...(cpu === undefined ? {} : {CPU: cpu}),
    Severity: grade,
    ...(process === undefined ? {} : {Task: process}),
  }
  const record: ReportedError = {
    kind: 'reported',
    dialect: ID,
    envelope: head.envelope,
    evidence: lines.flatMap(quoteLines),
    reporter: 'operating-system',
    severity: severityOf({kind, recovered, grade}),
    unit: UNITS[kind] ?? 'core',
    message: `machine check: ${[kind, access].filter(Boolean).join(' ')}, ${recovered ? 'recovered' : 'not recovered'}`,
    ...(address === undefined ? {} : {address, granularityBytes: LINE_BYTES}),
    fields,
  }
  return {records: [record]}
}

const openFrame = (line: LogLine, text: string): Frame | undefined => {
  const [, cpu, grade = '', kind = '', rest = '', ending] = HEAD.exec(text) ?? []
  if (cpu !== undefined) {
    const address = readHex(PHYSICAL.exec(rest)?.[1] ?? '')
    const access = rest.replace(/\b(?:DAR|paddr): *[0-9a-f]+ */g, '').trim()
    const known = {cpu, head: line, lines: [line], grade, kind, access, recovered: ending === 'Recovered'}
    return address === undefined ? known : {...known, address}
  }
  const [, oldGrade, oldEnding] = OLD_HEAD.exec(text) ?? []
  return oldGrade === undefined
    ? undefined
    : {head: line, lines: [line], grade: oldGrade, kind: 'Unknown', access: '', recovered: oldEnding === 'Recovered'}
}

/** The frame with what a line below the head adds; undefined when the line is none of its. */
function addLine(frame: Frame, line: LogLine, text: string): Frame | undefined {
  const isOwn = frame.cpu === undefined ? OLD_TAIL.test(text) : TAIL.exec(text)?.[1] === frame.cpu
  if (!isOwn) return undefined
  const [, pid, comm] = PROCESS.exec(text) ?? []
  const [, kind, access = ''] = OLD_TYPE.exec(text) ?? []
  const address = frame.address ?? readHex(PHYSICAL.exec(text)?.[1] ?? '')
  return {
    ...frame,
    lines: [...frame.lines, line],
    ...(kind === undefined ? {} : {kind, access}),
    ...(comm === undefined ? {} : {process: `${comm}:${pid}`}),
    ...(address === undefined ? {} : {address}),
  }
}

/** Machine checks of POWER as the kernel words them. */
export default defineDialect<Frame>({
  id: ID,
  title: 'Linux machine checks of POWER (powerpc)',
  literals: [
    'machine check (',
    'Machine check interrupt [',
    'MCE: CPU',
    'Error type: ',
    'Physical address: ',
    'Initiator: ',
  ],
  samples: [
    'MCE: CPU0: machine check (Severe) Host UE Load/Store DAR: 00007fffa0cb1b80 paddr: 0000001f8d2c1b80 [Not recovered]',
    'MCE: CPU4: machine check (Warning)  SLB Multihit DAR: deadbeefdeadbeef [Recovered]',
    'Severe Machine check interrupt [[Not recovered]',
  ],
  endsInSilence: true,
  read(line, open) {
    const text = line.text.trim()
    const fresh = openFrame(line, text)
    const key = fresh?.cpu ?? TAIL.exec(text)?.[1] ?? ''
    const standing = open.read(key)
    if (fresh !== undefined) {
      open.write(key, fresh)
      return standing === undefined ? {} : close(standing)
    }
    const more = standing === undefined ? undefined : addLine(standing, line, text)
    if (more === undefined) return undefined
    open.write(key, more)
    return {}
  },
  close,
})
