import type {LogLine, LogTime} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {quoteLines} from '../evidence-line.js'
import type {ContextRecord, RecordOrigin, ReportedError} from '../hardware-error-record.js'
import {readHex} from '../hex-text.js'
import {joinBelow, type WrappedText, wrapText} from '../wrapped-text.js'

// - 1118271740 2005.06.08 R03-M1-N9-C:J09-U11 2005-06-08-16.02.20.600478 R03-M1-N9-C:J09-U11 RAS KERNEL INFO 1 ddr errors(s) detected and corrected on rank 0, symbol 25, bit 1

const ID = 'bgl-ras'

/** Alert tag, seconds since 1970 and date stand before the record proper only in the published collection. */
const RECORD =
  /^(?:(?:-|[A-Z0-9_]{2,20}) (\d{9,10}) \d{4}\.\d\d\.\d\d \S{1,40} )?(?:(\d{4})-(\d\d)-(\d\d)-(\d\d)\.(\d\d)\.(\d\d)\.(\d{6}) )?(\S{2,40}) RAS (KERNEL|APP|DISCOVERY|MMCS|LINKCARD|MONITOR|HARDWARE|CMCS|BGLMASTER|SERV_NET) (INFO|WARNING|ERROR|SEVERE|FATAL|FAILURE) (.*)$/

interface Meaning {
  readonly pattern: RegExp
  readonly severity: ReportedError['severity']
  readonly unit: ReportedError['unit']
}

/** Messages about errors in memory and caches. */
const MEANINGS: readonly Meaning[] = [
  {pattern: /^(\d+) ddr errors?\(?s?\)? detected\b.*\bcorrected\b/, severity: 'corrected', unit: 'dram'},
  {pattern: /^CE sym \d+, at 0x[0-9a-f]+/, severity: 'corrected', unit: 'dram'},
  {pattern: /^ddr: [Uu]ncorrectable error\b/, severity: 'uncorrected', unit: 'dram'},
  {pattern: /^(\d+) L3 \w+ errors?\(?s?\)?\b.*\bcorrected\b/, severity: 'corrected', unit: 'cache'},
  {pattern: /^uncorrectable error detected in (?:edram|directory)/i, severity: 'uncorrected', unit: 'cache'},
  {pattern: /^(?:instruction|data) cache parity error corrected/, severity: 'corrected', unit: 'cache'},
]

const timeOf = (match: RegExpExecArray, line: LogLine): LogTime => {
  const [, epoch, year, month, day, hour, minute, second, micros] = match
  if (year !== undefined) {
    const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
    return {epochMs: at + Math.floor(Number(micros) / 1000), basis: 'local'}
  }
  return epoch === undefined ? line.envelope.time : {epochMs: Number(epoch) * 1000, basis: 'zoned'}
}

/** `ddr` symbols and ranks as the compute node's controller counts them. */
const locationIn = (message: string): ReportedError['location'] => {
  const rank = /\brank (\d{1,2})\b/.exec(message)?.[1]
  return rank === undefined ? undefined : {rank: Number(rank)}
}

const SYMBOL = /\bsym(?:bol)? (\d{1,3})(?:, bit (\d{1,3}))?/

const toError = (origin: RecordOrigin, message: string, {pattern, severity, unit}: Meaning): ReportedError => {
  const errors = Number(pattern.exec(message)?.[1] ?? 1)
  const location = unit === 'dram' ? locationIn(message) : undefined
  const [, symbol, bit] = SYMBOL.exec(message) ?? []
  const address = readHex(/\bat (0x[0-9a-f]{1,16}),/.exec(message)?.[1] ?? '')
  return {
    kind: 'reported',
    ...origin,
    reporter: 'service-processor',
    severity,
    unit,
    message,
    ...(errors > 1 ? {count: {errors, atLeast: false}} : {}),
    ...(location === undefined ? {} : {location}),
    ...(address === undefined ? {} : {address}),
    ...(symbol === undefined ? {} : {fields: {symbol, ...(bit === undefined ? {} : {bit})}}),
  }
}

/** Sums of errors told before, repairs, and what stopped a node: no errors of their own. */
const STORY =
  /^(?:machine check (?:interrupt|enable)|total of \d+ ddr|ddr: (?:activating|excessive|unable to steer|suppressing)|kernel terminated|rts panic|program interrupt: (?:fp cr|imprecise))/i

const KEY = 'broken'

const readRecord = ({text, lines}: WrappedText): DialectOutput | undefined => {
  const match = RECORD.exec(text)
  const [line] = lines
  if (!match) return undefined
  const [host, message] = [match[9], match[12] ?? '']
  const envelope = {...line.envelope, time: timeOf(match, line), ...(host === undefined ? {} : {host})}
  const origin: RecordOrigin = {dialect: ID, envelope, evidence: lines.flatMap(quoteLines)}
  const meaning = MEANINGS.find(({pattern}) => pattern.test(message))
  if (meaning) return {records: [toError(origin, message, meaning)]}
  const context: ContextRecord = {kind: 'context', ...origin, what: 'other', message}
  return {records: STORY.test(message) ? [context] : []}
}

/** A wrapper may have taken the record's own date for its stamp: the raw line has all of it. */
const textOf = (line: LogLine): string => (RECORD.test(line.text) ? line.text : line.raw.trimEnd())

/** A message about errors that breaks off before it says what became of them. */
const UNFINISHED = /RAS \w+ \w+ \d+ (?:ddr|L3)\b(?!.*corrected.*rank \d+, symbol \d+, bit \d)/

const readLine = (line: LogLine, open: OpenFrames<WrappedText>): DialectOutput | undefined => {
  const broken = open.read(KEY)
  open.drop(KEY)
  const own = RECORD.test(textOf(line))
  const joined = broken && !own ? joinBelow(broken, line) : undefined
  const told = broken ? readRecord(joined ?? broken) : undefined
  if (!own) return told
  const text = wrapText(line, textOf(line))
  if (!UNFINISHED.test(text.text) || line.unterminated) {
    const next = readRecord(text)
    return {records: [...(told?.records ?? []), ...(next?.records ?? [])]}
  }
  open.write(KEY, text)
  return told ?? {}
}

/** Blue Gene/L's RAS log as its service node wrote it. */
export default defineDialect<WrappedText>({
  id: ID,
  title: 'Blue Gene/L RAS log',
  literals: ['RAS KERNEL ', 'RAS HARDWARE ', 'RAS MMCS ', 'RAS APP '],
  samples: [
    '- 1118271740 2005.06.08 R03-M1-N9-C:J09-U11 2005-06-08-16.02.20.600478 R03-M1-N9-C:J09-U11 RAS KERNEL INFO 1 ddr errors(s) detected and corrected on rank 0, symbol 25, bit 1',
    '- 1117842440 2005.06.03 R23-M0-NE-C:J05-U01 2005-06-03-16.47.20.730545 R23-M0-NE-C:J05-U01 RAS KERNEL INFO 63543 double-hummer alignment exceptions',
  ],
  read: readLine,
  close: broken => readRecord(broken) ?? {},
})
