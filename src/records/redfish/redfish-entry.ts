import {locationNamedIn} from '../dimm-name.js'
import {quoteLines} from '../evidence-line.js'
import type {ContextRecord, RecordOrigin, ReportedError} from '../hardware-error-record.js'
import {type MemoryMeaning, meaningOfWords} from '../memory-words.js'
import type {PlatformFactBody} from '../platform-fact.js'
import {readWrittenStamp} from '../written-time.js'
import type {RedfishObject} from './redfish-objects.js'

type Values = RedfishObject['values']

/** Log entries have a registry's message id or say what they are. */
const isEntry = (values: Values): boolean =>
  /^#(?:LogEntry|Event)\./.test(values['@odata.type'] ?? '') ||
  values.EntryType !== undefined ||
  (values.MessageId !== undefined && values.Message !== undefined)

const wordsOf = (values: Values): string => values.Message ?? values.Description ?? values.Name ?? ''

const MEMORY = /\bECC\b|\bDIMM|\bmemory\b/i
const ERROR = /\bmirror|\bECC\b|\berrors?\b|bit|parity|scrub|disabled|mapped out/i

const isMemory = (values: Values, words: string): boolean =>
  values.SensorType === 'Memory' || (MEMORY.test(words) && ERROR.test(words))

const CLEARED = /\bdeassert|\b(?:is |was |has been )?(?:cleared|repaired|resolved|returned to normal|no longer)\b/i

/** What Redfish dialect makes of one entry. */
export interface EntryReading {
  readonly record?: ReportedError | ContextRecord
  readonly fact?: PlatformFactBody
}

const KEPT = [
  'MessageId',
  'Severity',
  'SensorType',
  'SensorNumber',
  'EntryCode',
  'DiagnosticDataType',
  'DiagnosticData',
  'CPER.NotificationType',
] as const

const fieldsOf = (values: Values): Readonly<Record<string, string>> =>
  Object.fromEntries(KEPT.flatMap(name => (values[name] ? [[name, values[name]] as const] : [])))

const toError = (
  origin: RecordOrigin,
  values: Values,
  words: string,
  {severity, atLeast}: Extract<MemoryMeaning, {readonly severity: unknown}>,
): ReportedError => {
  const location = locationNamedIn(`${words} ${values['Links.OriginOfCondition.@odata.id'] ?? ''}`)
  const repeats = Number(/^\d{1,6}$/.exec(values['Oem.Hpe.Count'] ?? values['Oem.Hp.Count'] ?? '')?.[0] ?? 1) || 1
  const entry = [values.Id, values.Created].filter(part => part).join(' ')
  return {
    kind: 'reported',
    ...origin,
    reporter: 'management-controller',
    severity,
    unit: 'dram',
    message: words.slice(0, 400),
    ...(location === undefined ? {} : {location}),
    ...(atLeast || repeats > 1 ? {count: {errors: repeats, atLeast: atLeast ?? false}} : {}),
    ...(entry === '' ? {} : {entry}),
    fields: fieldsOf(values),
  }
}

/** A mirrored pair that broke, in the words of registries: `Memory mirroring redundancy is lost.` */
const PAIR = /\bmirror\w*\b.{0,60}?\b(?:redundancy )?(?:is |has been |was )?(lost|degraded|engaged)\b/i

const readPair = (origin: RecordOrigin, values: Values, words: string): EntryReading | undefined => {
  const word = PAIR.exec(words)?.[1]?.toLowerCase()
  if (word === undefined) return undefined
  const state = word === 'lost' ? 'lost' : 'degraded'
  const because = 'the firmware’s own words'
  return {
    record: {...toError(origin, values, words, {severity: 'informational'}), mirror: 'broken'},
    fact: {
      kind: 'fact',
      fact: 'mirror-redundancy',
      state,
      because,
      sensor: values.SensorType ?? 'log entry',
      text: words,
    },
  }
}

/** An entry about memory; undefined for objects that are no log entry or speak of something else. */
export const readRedfishEntry = ({values, lines}: RedfishObject, dialect: string): EntryReading | undefined => {
  const [line] = lines
  if (!line || !isEntry(values)) return undefined
  const words = wordsOf(values)
  if (!isMemory(values, words)) return undefined
  const stamp = values.Created ?? values.EventTimestamp
  const time = (stamp === undefined ? undefined : readWrittenStamp(stamp, 'unknown')) ?? line.envelope.time
  const origin: RecordOrigin = {dialect, envelope: {...line.envelope, time}, evidence: lines.flatMap(quoteLines)}
  const meaning = meaningOfWords(words) ?? {context: 'other'}
  const quiet = values.EntryCode === 'Deassert' || values.Resolved === 'true' || CLEARED.test(words)
  const pair = quiet ? undefined : readPair(origin, values, words)
  if (pair) return pair
  if ('disabled' in meaning && !quiet) {
    const label = locationNamedIn(words)?.label
    return {fact: {kind: 'fact', fact: 'dimm-disabled', ...(label === undefined ? {} : {label}), text: words}}
  }
  if ('severity' in meaning && values.EntryCode !== 'Deassert' && !/\bdeassert/i.test(words))
    return {record: toError(origin, values, words, meaning)}
  const what = 'context' in meaning ? meaning.context : 'other'
  return {record: {kind: 'context', ...origin, what, message: words.slice(0, 400)}}
}
