import type {LogLine, LogTime} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {quoteLines} from '../evidence-line.js'
import type {RecordOrigin} from '../hardware-error-record.js'
import {readImlEntry} from '../iml/iml-entry.js'
import {endsInValue, type ImlReading, readImlMachineCheck} from '../iml/iml-machine-check.js'
import {recordTruncated} from '../record-notices.js'
import {splitCommas} from '../sel/sel-row.js'
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
  /** The date of a record of iLO's shell, whose clock stands on the next line. */
  readonly date?: string
}

/** How the log's own tools begin an entry: other programs print some of its words too. */
const BEGINS =
  /^\s*(?:LOG: |(?:CRITICAL|Critical|CAUTION|Caution|Repaired|REPAIRED|INFORMATIONAL|Informational)(?:[:,"]|\s+(?:\d|CPU\b|Main Memory\b|Memory\b|System\b))|<EVENT\b|"?\d{1,5}"?,"?[A-Z][a-z]+"?,|\d+ +\d{1,2}\/|Event \d+ |"(?:Critical|Caution|Informational|Repaired)")/

const STAMP = /\b(\d{1,2}\/\d{1,2}\/\d{4})[ ,"]{1,3}(\d{1,2}:\d{2}(?::\d{2})?)\b/

//   0001 Caution        12:01  08/22/2012 12:01  08/22/2012 0001
/** The line that `hplog -v` prints above an entry. */
const HPLOG = /^\s*\d{4} +[A-Z][a-z]+ +(\d{1,2}:\d{2}) +(\d{1,2}\/\d{1,2}\/\d{4}) +\d{1,2}:\d{2} /

const stampIn = (text: string): LogTime | undefined => {
  const [, early, day] = HPLOG.exec(text) ?? []
  if (early && day) return readWrittenTime(day, early, 'month-first')
  const [, date, clock] = STAMP.exec(text) ?? []
  return date && clock ? readWrittenTime(date, clock, 'month-first') : undefined
}

//   severity=Critical   date=07/02/2019   time=11:21   description=Uncorrectable Memory Error (Processor 2, Memory Module 8)
const PROPERTY = /^\s*(number|severity|date|time|description)=(.*)$/

/** Properties of a record of iLO's shell, gathered in the stamp's place: the date comes before the clock. */
const readProperty = (line: LogLine, frame: Frame | undefined): Frame | undefined => {
  const [, name, value = ''] = PROPERTY.exec(line.text) ?? []
  if (name === 'date') return {date: value.trim()}
  if (name !== 'time' || frame?.date === undefined) return undefined
  const time = readWrittenTime(frame.date, value.trim(), 'month-first')
  return time && {stamp: {line, time}}
}

/** The description: a cell of an export, an attribute, a property, or all of the line. */
const wordsOf = (text: string): string => {
  const named = /\bDESCRIPTION="([^"]*)/.exec(text)?.[1] ?? /^\s*description=(.*)$/.exec(text)?.[1]
  if (named !== undefined) return named
  const cells = /^\s*"?(?:\d{1,6}"?,"?)?[A-Z][a-z]+"?,/.test(text) ? splitCommas(text) : []
  const last = cells.at(-1)
  return cells.length >= 5 && last ? last : text.replace(/^\s*LOG: /, '')
}

const originOf = ({text, lines}: WrappedText, above: Frame['stamp']): RecordOrigin => {
  const [line] = lines
  const time = stampIn(text) ?? above?.time ?? line.envelope.time
  const evidence = [...(above ? [above.line] : []), ...lines].flatMap(quoteLines)
  return {dialect: ID, envelope: {...line.envelope, time}, evidence}
}

const readEntry = (entry: WrappedText, above: Frame['stamp']): ImlReading | undefined => {
  const begins = BEGINS.test(entry.text) || above !== undefined
  const text = wordsOf(entry.text)
  const origin = originOf(entry, above)
  const found = readImlMachineCheck(text, origin)
  if (found || !begins) return found
  return readImlEntry(text, entry.text, origin)
}

const outputOf = ({records, facts = [], cut}: ImlReading): DialectOutput => ({
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
  const property = readProperty(line, frame)
  if (property) {
    open.write(KEY, property)
    return {}
  }
  const time = /^\s*Event: \d+ Added: /.test(line.text) || HPLOG.test(line.text) ? stampIn(line.text) : undefined
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
    'description=',
    'DIMM Failure',
    'mapped out',
    'AMP Mode',
    'Online Spare',
  ],
  samples: [
    "LOG: Uncorrectable Machine Check Exception (Board 0, Processor 1, APIC ID 0x00000003, Bank 0x00000005, Status 0xBA000000'00400405, Address 0x00000000'00000000, Misc 0x00000000'00000280)",
    'LOG: Corrected Memory Error threshold exceeded (Processor 1, Memory Module 9)',
    'CRITICAL: Main Memory - Uncorrectable Memory Error (Slot 0, Memory Module 7).',
    'Critical,CPU,07/03/2018 12:30,07/03/2018 12:30,1,Unrecoverable System Error (NMI) has occurred.',
  ],
  read: readLine,
  opensUnmarked: /^\s*(?:LOG: |critical|caution|repaired|informational|<EVENT|"?\d|event|"[A-Z]|date=)|machine check/i,
  close: closeFrame,
})
