import type {LogLine} from '../../logs/log-line.js'
import type {DialectOutput} from '../define-dialect.js'
import {locationNamedIn} from '../dimm-name.js'
import {quoteLines} from '../evidence-line.js'
import type {ContextRecord, RecordOrigin, ReportedError} from '../hardware-error-record.js'
import {readHex} from '../hex-text.js'
import {type MemoryMeaning, meaningOfWords} from '../memory-words.js'
import type {PlatformFact, PlatformFactBody} from '../platform-fact.js'
import {readDimmIndex} from './sel-dimm-index.js'
import type {SelEntry} from './sel-entry.js'
import {readRedundancy} from './sel-redundancy.js'

/** Dell's sensor grades its own counts: the event alone says `transition to critical`. */
const GRADED_SENSOR = /ECC Warning/i

const meaningOf = ({sensor, event}: SelEntry): MemoryMeaning =>
  meaningOfWords(GRADED_SENSOR.test(sensor) ? `${sensor} ${event}` : event) ?? {context: 'other'}

/** Sensors that makers give no memory type, by name and event: `DIMM020`, `DDR4_P1_A1_ECC`. */
const MEMORY_NAME = /\bDIMM|\bDDR\d|\bmmry\b|\bmemory\b/i
const MEMORY_EVENT =
  /\bECC\b|memory error|scrub fail|(?:single|multi)[- ]bit|correctable (?:memory|error|ECC)\b|\bmemory device (?:is )?disabled|\bFailing DIMM\b/i

const isMemory = ({sensor, type, event}: SelEntry): boolean =>
  type === 'Memory' ||
  (type === 'Event Logging Disabled' && /correctable memory error/i.test(event)) ||
  (type === undefined && MEMORY_EVENT.test(`${sensor} ${event}`) && MEMORY_NAME.test(`${sensor} ${event}`))

const originOf = (id: string, entry: SelEntry, lines: readonly LogLine[]): RecordOrigin | undefined => {
  const [first] = lines
  if (!first) return undefined
  const time = entry.time ?? first.envelope.time
  return {dialect: id, envelope: {...first.envelope, time}, evidence: lines.flatMap(quoteLines)}
}

/** `read 2 correctable ECC errors on CPU1 DIMM A0`: how many one entry stands for. */
const countIn = (event: string): number =>
  Number(/\b(\d{1,6}) (?:un)?correct(?:able|ed) (?:ECC |memory )?errors\b/i.exec(event)?.[1] ?? 1) || 1

const toError = (
  origin: RecordOrigin,
  entry: SelEntry,
  {severity, atLeast}: {readonly severity: ReportedError['severity']; readonly atLeast?: true},
): ReportedError => {
  const location = locationNamedIn(`${entry.event} ${entry.sensor}`)
  const counted = countIn(entry.event)
  const address = readHex(
    /\b(?:at|physical) address:? (0x[0-9a-f]{1,16})\b/i.exec(entry.event)?.[1]?.toLowerCase() ?? '',
  )
  const stamp = entry.time?.epochMs ?? `pre-init ${entry.preInitSeconds ?? ''}`
  return {
    kind: 'reported',
    ...origin,
    reporter: 'management-controller',
    severity,
    unit: 'dram',
    message: entry.event,
    ...(location === undefined ? {} : {location}),
    ...(address === undefined || address === 0n ? {} : {address}),
    ...(atLeast || counted > 1 ? {count: {errors: counted, atLeast: atLeast ?? false}} : {}),
    ...(entry.id === '' ? {} : {entry: `${entry.id} ${stamp}`}),
    fields: {sensor: entry.sensor, ...entry.fields, ...readDimmIndex(entry.sensor, entry.bytes)},
  }
}

const toContext = (origin: RecordOrigin, entry: SelEntry, what: ContextRecord['what']): ContextRecord => ({
  kind: 'context',
  ...origin,
  what,
  message: `${entry.sensor}: ${entry.event}${entry.asserted ? '' : ' (deasserted)'}`,
})

/** A lost or degraded pair: the mirror's own record of having been broken. */
const toBroken = (origin: RecordOrigin, entry: SelEntry): ReportedError => ({
  ...toError(origin, entry, {severity: 'informational'}),
  mirror: 'broken',
})

const factOf = (origin: RecordOrigin, body: PlatformFactBody): PlatformFact => ({...origin, ...body})

const readMemoryEntry = (origin: RecordOrigin, entry: SelEntry): DialectOutput => {
  const meaning = meaningOf(entry)
  if (!entry.asserted) return {records: [toContext(origin, entry, 'other')]}
  if ('context' in meaning) return {records: [toContext(origin, entry, meaning.context)]}
  if ('severity' in meaning) return {records: [toError(origin, entry, meaning)]}
  const label = locationNamedIn(`${entry.event} ${entry.sensor}`)?.label
  const text = `${entry.sensor}: ${entry.event}`
  return {facts: [factOf(origin, {kind: 'fact', fact: 'dimm-disabled', ...(label === undefined ? {} : {label}), text})]}
}

/** Rows that belong to the story of a crash: they are kept as context and are never memory errors. */
const STORY_TYPES: readonly string[] = [
  'Processor',
  'System Boot',
  'OS Boot',
  'OS Critical Stop',
  'OS Stop/Shutdown',
  'Event Logging Disabled',
]

/** A row that sets the clock: times before and after it are not comparable. */
const CLOCK_SET = /\bclock sync|\btime ?stamp clock/i

/** What one entry of the event log tells: an error, a mirror's state, context, or nothing. */
export const tellSelEntry = (id: string, entry: SelEntry, lines: readonly LogLine[]): DialectOutput => {
  const origin = originOf(id, entry, lines)
  if (!origin) return {}
  const redundancy = readRedundancy(entry)
  if (redundancy) {
    const broken = redundancy.state === 'lost' || redundancy.state === 'degraded'
    return {facts: [factOf(origin, redundancy)], records: broken ? [toBroken(origin, entry)] : []}
  }
  if (isMemory(entry)) return readMemoryEntry(origin, entry)
  const tells = entry.type !== undefined && STORY_TYPES.includes(entry.type)
  return tells || CLOCK_SET.test(entry.event) ? {records: [toContext(origin, entry, 'other')]} : {}
}
