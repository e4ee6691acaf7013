import type {LogLine} from '../../logs/log-line.js'
import {wholeWords} from '../cut-word.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {quoteLine, sortEvidence} from '../evidence-line.js'
import type {EvidenceLine, KernelPanic, MachineCheckRecord} from '../hardware-error-record.js'
import {readHex} from '../hex-text.js'
import {inException} from '../in-exception.js'
import {present} from '../present.js'
import {recordTruncated} from '../record-notices.js'

// MCA: Bank 4, Status 0x940c4001fe080813
// MCA: Global Cap 0x0000000000000105, Status 0x0000000000000000
// MCA: Vendor "AuthenticAMD", ID 0xf5a, APIC ID 0
// MCA: CPU 0 COR BUSLG Source RD Memory
// MCA: Address 0x7fc6b0

const ID = 'freebsd-mca'
const KEY = 'record'
type Writable<Type> = {-readonly [Key in keyof Type]: Type[Key]}

const VENDORS: Readonly<Record<string, number>> = {GenuineIntel: 0, AuthenticAMD: 2, HygonGenuine: 9}

/** What one line adds; undefined when it is none of FreeBSD's (sys/x86/x86/mca.c, mca_log). */
function fieldsOf(text: string): Partial<Writable<MachineCheckRecord>> | undefined {
  const caps = /^MCA: Global Cap (0x[0-9a-f]+), Status (0x[0-9a-f]+)/i.exec(text)
  if (caps !== null) {
    const [mcgcap, mcgstatus] = [readHex(caps[1] ?? ''), readHex(caps[2] ?? '')]
    return {
      ...(mcgcap === undefined ? {} : {mcgcap}),
      ...(mcgstatus === undefined ? {} : {mcgstatus, ...present({exception: inException(mcgstatus)})}),
    }
  }
  const vendor = /^MCA: Vendor "(\w+)", ID (0x[0-9a-f]+), APIC ID (\d+)/i.exec(text)
  if (vendor !== null) {
    const vendorIndex = VENDORS[vendor[1] ?? '']
    return {
      signature: Number.parseInt(vendor[2] ?? '', 16),
      apic: Number(vendor[3]),
      ...(vendorIndex === undefined ? {} : {vendorIndex}),
    }
  }
  const cpu = /^MCA: CPU (\d+) (.*)$/.exec(text)
  if (cpu !== null) return {cpu: Number(cpu[1]), reporterSays: [cpu[2] ?? '']}
  const value = /^MCA: (Address|Misc) (0x[0-9a-f]+)/i.exec(text)
  const read = value === null ? undefined : readHex(value[2] ?? '')
  if (read === undefined) return undefined
  return value?.[1] === 'Misc' ? {misc: read} : {addr: read}
}

function tell(record: MachineCheckRecord): DialectOutput {
  const evidence: readonly EvidenceLine[] = sortEvidence(record.evidence)
  const whole = record.cpu !== undefined
  const told = {...record, evidence, ...(whole ? {} : {partial: true})}
  return {records: [told], ...(whole ? {} : {notices: [recordTruncated(`bank ${record.bank ?? '?'}`, evidence)]})}
}

/** STATUS and the capabilities have 16 digits whatever their value. */
const WORDS_ONLY = (text: string): boolean => / 0x[0-9a-f]{16}$/i.test(text) || /^MCA: CPU /.test(text)

/** `kernel: ` left by an unknown wrapper, `+` of the nightly security mail's list of new lines. */
const bare = (text: string): string => text.trim().replace(/^[+>|\s]*(?:kernel: )?/, '')

/** What the handler says when it gives up (sys/amd64/amd64/trap.c, sys/x86/x86/mca.c). */
const PANIC = /^panic: (?:[Uu]nrecoverable )?machine check (?:trap|exception)/

function readPanic(line: LogLine, text: string, open: OpenFrames<MachineCheckRecord>): DialectOutput {
  const frame = open.read(KEY)
  if (frame !== undefined) open.drop(KEY)
  const before = frame === undefined ? {} : tell(frame)
  const panic: KernelPanic = {
    kind: 'panic',
    dialect: ID,
    envelope: line.envelope,
    evidence: [quoteLine(line)],
    what: 'panic',
    message: text.slice('panic: '.length),
    cause: 'machine-check',
  }
  return {...before, records: [...(before.records ?? []), panic]}
}

export default defineDialect<MachineCheckRecord>({
  id: ID,
  title: 'FreeBSD machine-check messages',
  literals: ['MCA: Bank ', 'MCA: Global Cap', 'MCA: Vendor "', 'MCA: CPU ', 'MCA: Address 0x', 'MCA: Misc 0x'],
  samples: [
    'MCA: Bank 4, Status 0x940c4001fe080813',
    'MCA: Vendor "AuthenticAMD", ID 0xf5a, APIC ID 0',
    'MCA: CPU 0 COR BUSLG Source RD Memory',
    'MCA: Address 0x7fc6b0',
  ],
  read(line, open) {
    const {text, notices} = wholeWords(line, bare(line.text), WORDS_ONLY)
    if (PANIC.test(text)) return readPanic(line, text, open)
    const frame = open.read(KEY)
    const head = /^MCA: Bank (\d+), Status (0x[0-9a-f]{1,16})$/i.exec(text)
    if (head !== null) {
      const status = readHex(head[2] ?? '')
      open.write(KEY, {
        kind: 'machine-check',
        dialect: ID,
        envelope: line.envelope,
        evidence: [quoteLine(line)],
        bank: Number(head[1]),
        ...(status === undefined ? {} : {status}),
      })
      return frame === undefined ? {} : tell(frame)
    }
    const fields = fieldsOf(text)
    if (fields === undefined) return undefined
    if (frame !== undefined) open.write(KEY, {...frame, ...fields, evidence: [...frame.evidence, quoteLine(line)]})
    return notices.length === 0 ? {} : {notices}
  },
  close: frame => tell(frame),
})
