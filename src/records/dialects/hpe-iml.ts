import type {LogLine, LogTime} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {locationNamedIn} from '../dimm-name.js'
import {quoteLine} from '../evidence-line.js'
import type {ContextRecord, MachineCheckRecord, RecordOrigin, ReportedError} from '../hardware-error-record.js'
import {readHex, readSmall} from '../hex-text.js'
import type {PlatformFact, PlatformFactBody} from '../platform-fact.js'
import {recordTruncated} from '../record-notices.js'
import {joinBelow, type WrappedText, wrapText} from '../wrapped-text.js'
import {readWrittenTime} from '../written-time.js'

// Uncorrectable Machine Check Exception (Board 0, Processor 1, APIC ID 0x00000003, Bank 0x00000005, Status 0xBA000000'00400405, Address 0x00000000'00000000, Misc 0x00000000'00000280)
// Corrected Memory Error threshold exceeded (Processor 1, Memory Module 9)

const ID = 'hpe-iml'
const KEY = 'event'

/** The line above, which alone has the event's stamp (`hpasmcli`), or an entry whose bracket was not closed yet. */
interface Frame {
  readonly stamp?: {readonly line: LogLine; readonly time: LogTime}
  readonly broken?: WrappedText
}

const HALVES = /^(0x[0-9a-f]{8})['\u2018\u2019\u00b4`_]([0-9a-f]{8})$/i

/** A 64-bit value in two halves, `0xBA000000'00400405`, or whole as newer firmware prints it; undefined when cut. */
const readValue = (text: string | undefined): bigint | undefined => {
  if (text === undefined) return undefined
  const [, high, low] = HALVES.exec(text) ?? []
  if (high && low) return readHex(high.toLowerCase() + low)
  return /^0x[0-9a-f]{16}$/i.test(text) ? readHex(text.toLowerCase()) : undefined
}

/** The first half of a value stands at the end, or fewer than eight digits of the second. */
const endsInValue = (text: string): boolean => /0x[0-9a-f]{0,8}(?:['\u2019][0-9a-f]{0,7})?$/i.test(text)

const printedAs = (text: string, name: string): string | undefined =>
  new RegExp(`\\b${name}:? (0[xX][0-9A-Fa-f'\u2018\u2019\u00b4\`_]{1,20}|\\d{1,10})(?=[,);\\s])`, 'i').exec(text)?.[1]

const smallOf = (text: string, name: string): number | undefined => {
  const value = printedAs(text, name)
  return value === undefined ? undefined : readSmall(value, /^0x/i.test(value) ? 16 : 10)
}

const MACHINE_CHECK =
  /((?:Un)?correct(?:able|ed) )?Machine Check (?:Exception|Error|Event)\s*\((?=\s*(?:(?:Board|Node|Slot|Processor|APIC ID|Bank) (?:0x)?\d|$))(.*)$/i

interface Found {
  readonly records: readonly (MachineCheckRecord | ReportedError | ContextRecord)[]
  readonly facts?: readonly PlatformFact[]
  readonly cut?: boolean
}

const readMachineCheck = (text: string, origin: RecordOrigin): Found | undefined => {
  const [whole, , inner = ''] = MACHINE_CHECK.exec(text) ?? []
  if (whole === undefined) return undefined
  const numbers = {bank: smallOf(inner, 'Bank'), apic: smallOf(inner, 'APIC ID')}
  const registers = {
    status: readValue(printedAs(inner, 'Status')),
    addr: readValue(printedAs(inner, 'Address')),
    misc: readValue(printedAs(inner, 'Misc')),
  }
  const known = Object.fromEntries(
    Object.entries({...numbers, ...registers}).filter(([, value]) => value !== undefined),
  )
  const cut = !inner.includes(')')
  const record: MachineCheckRecord = {
    kind: 'machine-check',
    ...origin,
    ...(cut ? {partial: true} : {}),
    reporterSays: [whole],
    ...known,
    prose: {severity: /^un/i.test(whole) ? 'uncorrected' : 'corrected'},
  }
  return {records: [record], cut}
}

type Severity = ReportedError['severity']

/** Memory entries (HPE, Integrated Management Log Messages guide) and their gravity, first match wins. */
const MEMORY: readonly (readonly [RegExp, Severity, atLeast?: true])[] = [
  [/\bCorrect(?:ed|able) Memory Error threshold exceeded|Correctable Memory Error\b.*\bthreshold/i, 'corrected', true],
  [/\bUncorrect(?:ed|able) Memory Error\b/i, 'uncorrected'],
  [/\bCorrect(?:ed|able) Memory Error\b/i, 'corrected'],
  [/\b(?:Memory|DIMM) Failure\b.*\bMulti-?bit/i, 'uncorrected'],
]

/** Online spare and mirrored boards: what protects memory was taken into use or lost. */
const PROTECTION: readonly (readonly [
  RegExp,
  Extract<PlatformFactBody, {readonly fact: 'mirror-redundancy'}>['state'],
])[] = [
  [/\bMirrored Memory (?:has been )?Engaged\b/i, 'degraded'],
  [/\bAdvanced Memory Protection\b.*\b(?:degraded|lost|not redundant)\b/i, 'degraded'],
  [/\bMirrored Memory\b.*\b(?:Redundancy )?(?:Lost|Failed)\b/i, 'lost'],
]

const DISABLED =
  /\b(?:DIMM|Memory Module)s?\b.{0,120}\b(?:has been |have been |is )?(?:disabled|mapped out|not used)\b/i

/** Entries that tell of a crash without saying what failed. */
const STORY = /\bUnrecoverable System Error\b|\bASR (?:Detected|Reset)|\bUnrecoverable (?:I\/O|Intel)|\bNMI\b/i

const readProtection = (text: string, origin: RecordOrigin): Found | undefined => {
  const state = PROTECTION.find(([pattern]) => pattern.test(text))?.[1]
  if (state === undefined) return undefined
  const because = 'the firmware’s own words'
  const fact: PlatformFact = {...origin, kind: 'fact', fact: 'mirror-redundancy', state, because, sensor: ID, text}
  const broken: ReportedError = {
    kind: 'reported',
    ...origin,
    reporter: 'firmware',
    severity: 'informational',
    unit: 'dram',
    message: text,
    mirror: 'broken',
  }
  return {records: [broken], facts: [fact]}
}

/** `COUNT="3"` of an exported log: how often the entry was repeated. */
const countOf = (raw: string, atLeast: boolean): ReportedError['count'] => {
  const repeats = Number(/\bCOUNT="(\d{1,6})"/i.exec(raw)?.[1] ?? 1)
  return repeats > 1 || atLeast ? {errors: Math.max(1, repeats), atLeast} : undefined
}

const readMemory = (text: string, raw: string, origin: RecordOrigin): Found | undefined => {
  const [, severity, atLeast = false] = MEMORY.find(([pattern]) => pattern.test(text)) ?? []
  if (severity === undefined) return undefined
  const label =
    /\b(?:(?:Board|Slot|Processor) \d{1,2}, )?(?:Processor \d{1,2}, )?(?:Memory Module|DIMM) \d{1,3}\b/.exec(text)?.[0]
  const location = label === undefined ? locationNamedIn(text) : {label}
  const count = countOf(raw, atLeast)
  const record: ReportedError = {
    kind: 'reported',
    ...origin,
    reporter: 'firmware',
    severity,
    unit: 'dram',
    message: text.slice(0, 400),
    ...(location === undefined ? {} : {location}),
    ...(count === undefined ? {} : {count}),
  }
  return {records: [record]}
}

const readRest = (text: string, origin: RecordOrigin): Found | undefined => {
  if (DISABLED.test(text)) {
    const label = locationNamedIn(text)?.label
    const fact: PlatformFact = {
      ...origin,
      kind: 'fact',
      fact: 'dimm-disabled',
      ...(label === undefined ? {} : {label}),
      text: text.slice(0, 400),
    }
    return {records: [], facts: [fact]}
  }
  if (!STORY.test(text)) return undefined
  return {records: [{kind: 'context', ...origin, what: 'other', message: text.slice(0, 400)}]}
}

/** How the log's own tools begin an entry: other programs print some of its words too. */
const BEGINS =
  /^\s*(?:LOG: |(?:CRITICAL|Critical|CAUTION|Caution|Repaired|REPAIRED|INFORMATIONAL|Informational)(?:[:,"]|\s+(?:\d|CPU\b|Main Memory\b|Memory\b|System\b))|<EVENT\b|"?\d{1,5}"?,"?[A-Z][a-z]+"?,|\d+ +\d{1,2}\/|Event \d+ |"(?:Critical|Caution|Informational|Repaired)")/

const STAMP = /\b(\d{1,2}\/\d{1,2}\/\d{4})[ ,"]{1,3}(\d{1,2}:\d{2}(?::\d{2})?)\b/

const stampIn = (text: string): LogTime | undefined => {
  const [, date, clock] = STAMP.exec(text) ?? []
  return date && clock ? readWrittenTime(date, clock, 'month-first') : undefined
}

const originOf = ({text, lines}: WrappedText, above: Frame['stamp']): RecordOrigin => {
  const [line] = lines
  const time = stampIn(text) ?? above?.time ?? line.envelope.time
  const evidence = [...(above ? [above.line] : []), ...lines].map(quoteLine)
  return {dialect: ID, envelope: {...line.envelope, time}, evidence}
}

const readEntry = (entry: WrappedText, above: Frame['stamp']): Found | undefined => {
  const begins = BEGINS.test(entry.text) || above !== undefined
  const text = /\bDESCRIPTION="([^"]*)/.exec(entry.text)?.[1] ?? entry.text.replace(/^\s*LOG: /, '')
  const origin = originOf(entry, above)
  const found = readMachineCheck(text, origin)
  if (found || !begins) return found
  return readProtection(text, origin) ?? readMemory(text, entry.text, origin) ?? readRest(text, origin)
}

const outputOf = ({records, facts = [], cut}: Found): DialectOutput => ({
  records,
  facts,
  notices: cut ? records.map(({evidence}) => recordTruncated('an iLO machine check', evidence)) : [],
})

const tell = (entry: WrappedText, above: Frame['stamp'], open: OpenFrames<Frame>): DialectOutput | undefined => {
  const found = readEntry(entry, above)
  open.drop(KEY)
  if (!found?.cut || entry.lines.at(-1)?.unterminated) return found && outputOf(found)
  open.write(KEY, {...(above ? {stamp: above} : {}), broken: entry})
  return {}
}

const closeFrame = ({broken, stamp}: Frame): DialectOutput => {
  const found = broken && readEntry(broken, stamp)
  return found ? outputOf(found) : {}
}

/** The broken entry with the line below; told as far as it goes when that line is none of it. */
const readBroken = (broken: WrappedText, frame: Frame, line: LogLine, open: OpenFrames<Frame>): DialectOutput => {
  const joined = BEGINS.test(line.text) ? undefined : joinBelow(broken, line, endsInValue)
  if (joined) return tell(joined, frame.stamp, open) ?? {}
  open.drop(KEY)
  const before = closeFrame(frame)
  const next = readLine(line, open)
  return {
    records: [...(before.records ?? []), ...(next?.records ?? [])],
    facts: [...(before.facts ?? []), ...(next?.facts ?? [])],
    notices: [...(before.notices ?? []), ...(next?.notices ?? [])],
  }
}

const readLine = (line: LogLine, open: OpenFrames<Frame>): DialectOutput | undefined => {
  const frame = open.read(KEY)
  if (frame?.broken) return readBroken(frame.broken, frame, line, open)
  const time = /^\s*Event: \d+ Added: /.test(line.text) ? stampIn(line.text) : undefined
  if (!time) return tell(wrapText(line), frame?.stamp, open)
  open.write(KEY, {stamp: {line, time}})
  return {}
}

/** HPE's Integrated Management Log, as iLO, its exports and `hpasmcli` print it. */
export default defineDialect<Frame>({
  id: ID,
  title: 'HPE Integrated Management Log',
  literals: [
    'Machine Check E',
    'Memory Error',
    'Memory Module',
    'Mirrored Memory',
    'Advanced Memory Protection',
    'Unrecoverable System Error',
    ' Added: ',
  ],
  samples: [
    "LOG: Uncorrectable Machine Check Exception (Board 0, Processor 1, APIC ID 0x00000003, Bank 0x00000005, Status 0xBA000000'00400405, Address 0x00000000'00000000, Misc 0x00000000'00000280)",
    'LOG: Corrected Memory Error threshold exceeded (Processor 1, Memory Module 9)',
    'CRITICAL: Main Memory - Uncorrectable Memory Error (Slot 0, Memory Module 7).',
    'Critical,CPU,07/03/2018 12:30,07/03/2018 12:30,1,Unrecoverable System Error (NMI) has occurred.',
  ],
  read: readLine,
  close: closeFrame,
})
