import type {LogLine, LogTime} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {endsInsideWord, quoteLines} from '../evidence-line.js'
import type {HardwareErrorRecord, KernelPanic} from '../hardware-error-record.js'
import {addToken, emptyEvent, tellWheaEvent, type WheaEvent} from '../whea/whea-event.js'
import {readWheaTokens, type WheaToken} from '../whea/whea-tokens.js'
import {readWrittenStamp} from '../written-time.js'

// Event ID 18 - WHEA-Logger
// A fatal hardware error has occurred.
// Reported by component: Processor Core
// Error Source: Machine Check Exception
// Error Type: Cache Hierarchy Error
// Processor APIC ID: 0

const ID = 'windows-whea'
const KEY = 'event'

/** Lines one event may take: its text, its details and its XML. */
const MOST_LINES = 120

const recordsOf = (event: WheaEvent | undefined): readonly HardwareErrorRecord[] => {
  const record = event && tellWheaEvent(event, ID)
  return record ? [record] : []
}

/** Fields an event has once: seen again, another event has begun. */
const ONCE = ['id', 'sentence', 'component', 'utc', 'status'] as const

const beginsAnother = (event: WheaEvent, token: WheaToken): boolean => {
  if (token.kind === 'begin') return event.xmlFollows !== true && event.lines.length > 0
  if (token.kind !== 'field' || event.xmlFollows) return false
  const before = event.fields[token.name]
  return before !== undefined && (ONCE as readonly string[]).includes(token.name)
}

interface Stepped {
  readonly event: WheaEvent | undefined
  readonly told: readonly HardwareErrorRecord[]
}

const withLine = (event: WheaEvent, line: LogLine): WheaEvent =>
  event.lines.at(-1) === line || event.lines.length >= MOST_LINES ? event : {...event, lines: [...event.lines, line]}

const stepToken = ({event, told}: Stepped, token: WheaToken, line: LogLine): Stepped => {
  if (token.kind === 'end') return {event: undefined, told: [...told, ...recordsOf(event && withLine(event, line))]}
  if (token.kind === 'xml-follows') return {event: event && withLine({...event, xmlFollows: true}, line), told}
  if (event && beginsAnother(event, token))
    return {event: withLine(addToken(emptyEvent, token), line), told: [...told, ...recordsOf(event)]}
  return {event: withLine(addToken(event ?? emptyEvent, token), line), told}
}

//   The bugcheck was: 0x00000124 (0x0000000000000000, 0xffffc4010b0028, 0x00000000be000000, 0x0000000001000108).
const BUGCHECK =
  /\b(?:bugcheck was: +0x0{0,13}124\b|BugCheck (?:0x)?124, ?\{|Bug ?check code: 0x0{0,13}124\b|0x0{1,13}124 \(0x[0-9a-f]{1,16}, ?0x|\*\*\* STOP: 0x0{0,13}124\b|WHEA_UNCORRECTABLE_ERROR \(124\))/i

const stampOf = (line: LogLine): LogTime => {
  const utc = /<TimeCreated SystemTime=["']([^"']{1,40})["']/.exec(line.text)?.[1]
  return (utc === undefined ? undefined : readWrittenStamp(utc, 'unknown')) ?? line.envelope.time
}

const readBugcheck = (line: LogLine): KernelPanic | undefined => {
  const found = BUGCHECK.exec(line.text)
  if (!found) return undefined
  const host = /<Computer>([^<]{1,255})</.exec(line.text)?.[1]
  return {
    kind: 'panic',
    dialect: ID,
    envelope: {...line.envelope, time: stampOf(line), ...(host ? {host} : {})},
    evidence: quoteLines(line),
    what: 'panic',
    message: line.text
      .slice(found.index, found.index + 160)
      .replace(/<.*$/, '')
      .trim(),
    cause: 'machine-check',
  }
}

/** The text without a last word that the input's end may have cut; an element's end mark cannot be cut. */
const sureText = (line: LogLine): string =>
  endsInsideWord(line) && !line.text.endsWith('>') ? line.text.replace(/\S+$/, '') : line.text

const readLine = (line: LogLine, open: OpenFrames<WheaEvent>): DialectOutput | undefined => {
  const bugcheck = readBugcheck(line)
  const standing = open.read(KEY)
  const opens = standing !== undefined || OPENING.test(line.text)
  const tokens = opens ? readWheaTokens(sureText(line)) : []
  if (tokens.length === 0) return bugcheck && {records: [bugcheck]}
  let state: Stepped = {event: standing, told: []}
  for (const token of tokens) state = stepToken(state, token, line)
  open.drop(KEY)
  if (state.event) open.write(KEY, state.event)
  return {records: [...state.told, ...(bugcheck ? [bugcheck] : [])]}
}

/** What an event's first line has, in one of its forms: `Source: x` alone is any program's. */
const OPENING =
  /WHEA|hardware error (?:has )?(?:been )?occurred|^\s*(?:TimeCreated|Index)\s+: |^(?:Protokollname|Nom du journal|Nombre de registro|Nome registro|Nome do Log|Имя журнала|ログの名前|日志名称)\s*[:：]|\b(?:MciStat|MCABank|ApicId)\b|^\s*Log Name: |<Event[ >]|<Provider Name=|^\s*(?:Reported by component|Error Source): /i

/** Windows hardware error events as Event Viewer copies them, as XML and as CSV; bug check 0x124. */
export default defineDialect<WheaEvent>({
  id: ID,
  title: 'Windows hardware error events (WHEA)',
  literals: [
    'WHEA',
    'hardware error has',
    'ardware Error Occurred',
    'TimeCreated ',
    'EntryType ',
    'ProviderName ',
    'MciStat',
    'MCABank',
    'ApicId',
    'Error Source: ',
    'Reported by component',
    'Processor APIC ID',
    'Log Name: ',
    '<Event',
    '<Provider Name=',
    '<Data Name=',
    'TimeCreated SystemTime',
    'bugcheck was',
    'BugCheck ',
    'Event Xml:',
  ],
  samples: [
    'Event ID 20 - WHEA-Logger',
    'A fatal hardware error has occurred.',
    'Reported by component: Processor Core',
    '<Data Name="MciStat">0xbea0000000000108</Data>',
    'Error,3/5/2019 12:34:56 PM,Microsoft-Windows-WHEA-Logger,18,None,"A fatal hardware error has occurred.',
    'The computer has rebooted from a bugcheck.  The bugcheck was: 0x00000124 (0x0000000000000000, 0xffffc4010b002880, 0x00000000be000000, 0x0000000001000108).',
  ],
  read: readLine,
  opensUnmarked:
    /whea|hardware error|bug ?check|TimeCreated|Index|Log Name|<Event|<Provider|MciStat|MCABank|ApicId|Reported by|Error Source|STOP:|0124|^(?:Protokoll|Nom|Имя|ログ|日志)/i,
  close: event => ({records: recordsOf(event)}),
})
