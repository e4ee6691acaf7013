import type {LogLine} from '../../logs/log-line.js'
import {wholeWords} from '../cut-word.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {quoteLines, sortEvidence} from '../evidence-line.js'
import {type McaFields, type McaLine, proseOf, readBrokenStatus, readMcaText} from '../freebsd/mca-text.js'
import type {KernelPanic, MachineCheckRecord} from '../hardware-error-record.js'
import {recordHeadless, recordTruncated, valueTruncated} from '../record-notices.js'

// MCA: Bank 4, Status 0x940c4001fe080813
// MCA: Global Cap 0x0000000000000105, Status 0x0000000000000000
// MCA: Vendor "AuthenticAMD", ID 0xf5a, APIC ID 0
// MCA: CPU 0 COR BUSLG Source RD Memory
// MCA: Address 0x7fc6b0

const ID = 'freebsd-mca'
const KEY = 'record'

/** A record's lines and what they said. */
interface Frame {
  readonly lines: readonly LogLine[]
  readonly fields: McaFields
  readonly troubles: readonly string[]
}

function tell({lines, fields, troubles}: Frame): DialectOutput {
  const [line] = lines
  if (line === undefined || Object.keys(fields).length === 0) return {}
  const evidence = sortEvidence(lines.flatMap(quoteLines))
  const words = fields.reporterSays?.[0]
  const prose = fields.status === undefined && words !== undefined ? proseOf(words) : undefined
  const whole = fields.cpu !== undefined && fields.bank !== undefined && fields.status !== undefined
  const record: MachineCheckRecord = {
    kind: 'machine-check',
    dialect: ID,
    envelope: line.envelope,
    evidence,
    ...fields,
    ...(prose === undefined ? {} : {prose}),
    ...(whole ? {} : {partial: true}),
  }
  const notice = fields.bank === undefined ? recordHeadless(`CPU ${fields.cpu ?? '?'}`, evidence) : undefined
  return {
    records: [record],
    notices: [
      ...troubles.map(trouble => valueTruncated(trouble, evidence)),
      ...(whole ? [] : [notice ?? recordTruncated(`bank ${fields.bank ?? '?'}`, evidence)]),
    ],
  }
}

/** A record without a head says something only when it tells how the error ended. */
const tellFrame = (frame: Frame): DialectOutput =>
  frame.fields.bank === undefined && frame.fields.cpu === undefined ? {} : tell(frame)

/** STATUS and the capabilities have 16 digits whatever their value. */
const WORDS_ONLY = (text: string): boolean => / 0x[0-9a-f]{16}$/i.test(text) || /^MCA: CPU /.test(text)

/** `kernel: ` left by an unknown wrapper, `+` of the nightly security mail's list of new lines, `<6>` of a message buffer. */
const bare = (text: string): string => text.trim().replace(/^[+>|\s]*(?:<\d{1,3}>)?(?:kernel: )?/, '')

/** What the handler says when it gives up (sys/amd64/amd64/trap.c, sys/x86/x86/mca.c). */
const PANIC = /^panic: (?:[Uu]nrecoverable )?machine check (?:trap|exception)/

function readPanic(line: LogLine, text: string, before: DialectOutput): DialectOutput {
  const panic: KernelPanic = {
    kind: 'panic',
    dialect: ID,
    envelope: line.envelope,
    evidence: quoteLines(line),
    what: 'panic',
    message: text.slice('panic: '.length),
    cause: 'machine-check',
  }
  return {...before, records: [...(before.records ?? []), panic]}
}

/** Whether the line tells again what the record has: another record's head was lost. */
const isAnother = (frame: Frame, part: McaLine): boolean =>
  part.begins || Object.keys(part.fields).some(name => Object.hasOwn(frame.fields, name))

/** The record's last line wants more. */
const isBrokenOff = (frame: Frame | undefined): boolean => /,$/.test(frame?.lines.at(-1)?.text ?? '')

const takeFrame = (open: OpenFrames<Frame>): DialectOutput => {
  const frame = open.read(KEY)
  open.drop(KEY)
  return frame === undefined ? {} : tellFrame(frame)
}

export default defineDialect<Frame>({
  id: ID,
  title: 'FreeBSD machine-check messages',
  literals: ['MCA: Bank ', 'MCA: Global Cap', 'MCA: Vendor ', 'MCA: CPU ', 'MCA: Address 0x', 'MCA: Misc 0x'],
  samples: [
    'MCA: Bank 4, Status 0x940c4001fe080813',
    'MCA: Vendor "AuthenticAMD", ID 0xf5a, APIC ID 0',
    'MCA: CPU 0 COR BUSLG Source RD Memory',
    'MCA: Address 0x7fc6b0',
  ],
  read(line, open) {
    const {text, notices} = wholeWords(line, bare(line.text), WORDS_ONLY)
    if (PANIC.test(text)) return readPanic(line, text, takeFrame(open))
    const frame = open.read(KEY)
    const part = readMcaText(text) ?? (isBrokenOff(frame) ? readBrokenStatus(text) : undefined)
    if (part === undefined) return undefined
    const goesOn = frame !== undefined && !isAnother(frame, part)
    const before = goesOn ? {} : takeFrame(open)
    open.write(KEY, {
      lines: [...(goesOn ? frame.lines : []), line],
      fields: {...(goesOn ? frame.fields : {}), ...part.fields},
      troubles: [...(goesOn ? frame.troubles : []), ...part.troubles],
    })
    return {...before, notices: [...(before.notices ?? []), ...notices]}
  },
  close: tellFrame,
})
