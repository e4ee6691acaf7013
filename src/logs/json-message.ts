import {NO_TIME, TIME, wallTime} from './clock.js'
import type {LogTime} from './log-line.js'

/** One message that a collector keeps in a JSON object. */
export interface JsonMessage {
  readonly message: string
  /** Name of the field that holds it. */
  readonly field: string
  /** What the objects around it say of it. */
  readonly wrapper: () => JsonWrapper
}

/** When a message was written and where. */
export interface JsonWrapper {
  readonly time: LogTime
  /** The machine that wrote it; absent where the message brings a host of its own. */
  readonly host?: string
}

/** Docker, ECS, Loki, Splunk, Google Cloud, CloudWatch Insights; in the order in which they are believed. */
const MESSAGE_FIELDS = ['log', 'message', 'msg', 'line', '_raw', 'textPayload', '@message', 'original', 'stringValue']

/** Where collectors nest what was logged: Elasticsearch, Splunk, Kibana, Google Cloud, ECS, OpenTelemetry. */
const NESTS = ['_source', 'result', 'fields', 'jsonPayload', 'event', 'body']
const MOST_NESTED = 3

const TIME_FIELDS = ['time', '@timestamp', 'timestamp', 'ts', '_time', 'date']
const HOST_FIELDS = ['hostname', 'host', 'host.name']
const HOST_NESTS = ['host', 'labels', 'stream', 'kubernetes']
const NESTED_HOSTS = ['name', 'hostname', 'host', 'instance', 'node']

const STAMP = new RegExp(
  String.raw`^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)[T ]${TIME} ?(?<zone>Z|UTC|[+-]\d\d:?\d\d)?$`,
)

/** Kibana's: `Nov 23, 2026 @ 04:12:09.123`. */
const KIBANA_STAMP = new RegExp(String.raw`^(?<month>[A-Z][a-z]{2}) (?<day>\d{1,2}), (?<year>\d{4}) @ ${TIME}$`)

/** A message that brings a host of its own: the collector's machine is not the one that wrote it. */
const OWN_HEADER =
  /^(?:<\d{1,3}>)?(?:(?:1 )?\d{4}-\d\d-\d\d(?:T\S{8,}| [\d:.]{8,}) (?=\S*[a-z])[\w.-]{1,255} |[A-Z][a-z]{2} [ \d]\d \d\d:)/

type Entry = Readonly<Record<string, unknown>>

const isEntry = (value: unknown): value is Entry => typeof value === 'object' && value !== null && !Array.isArray(value)

/** An object's fields; undefined for anything else. */
export const fieldsOf = (value: unknown): Entry | undefined => (isEntry(value) ? value : undefined)

/** A text, or the first of several as search engines return them. */
const textOf = (value: unknown): string | undefined => {
  const one: unknown = Array.isArray(value) ? value[0] : value
  return typeof one === 'string' ? one : undefined
}

const NANOSECOND_DIGITS = 19
const MILLISECOND_DIGITS = 13
const SECOND_DIGITS = 10

/** Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their size. */
const epochTime = (value: number): LogTime => {
  const digits = String(Math.trunc(value)).length
  if (!(value > 0) || digits < SECOND_DIGITS - 1 || digits > NANOSECOND_DIGITS) return NO_TIME
  const power = digits <= SECOND_DIGITS + 1 ? 3 : -3 * Math.round((digits - MILLISECOND_DIGITS) / 3)
  return {basis: 'zoned', epochMs: Math.floor(value * 10 ** power)}
}

/** The moment that a collector's time field tells, as text or as a number. */
export const collectedTime = (value: unknown): LogTime => {
  if (typeof value === 'number') return epochTime(value)
  if (typeof value !== 'string') return NO_TIME
  if (/^\d{10,19}(?:\.\d{1,9})?$/.test(value)) return epochTime(Number(value))
  const groups = (STAMP.exec(value) ?? KIBANA_STAMP.exec(value))?.groups
  return groups ? wallTime(groups) : NO_TIME
}

const timeIn = (entry: Entry): LogTime => {
  for (const name of TIME_FIELDS) {
    const time = collectedTime(entry[name])
    if (time.basis !== 'none') return time
  }
  return NO_TIME
}

const hostIn = (entry: Entry): string | undefined => {
  for (const name of HOST_NESTS) {
    const nested = fieldsOf(entry[name])
    const host = nested && NESTED_HOSTS.map(one => textOf(nested[one])).find(one => one !== undefined)
    if (host !== undefined) return host
  }
  return HOST_FIELDS.map(name => textOf(entry[name])).find(host => host !== undefined)
}

/** The collector's host for a message, unless the message names its own. */
export const hostFor = (message: string, host: string | undefined): {readonly host?: string} =>
  host === undefined || host === '' || OWN_HEADER.test(message) ? {} : {host}

const ownMessage = (entry: Entry): readonly [field: string, message: string] | undefined => {
  for (const field of MESSAGE_FIELDS) {
    const message = textOf(entry[field])
    if (message !== undefined) return [field, message]
  }
  return undefined
}

/** The first time and host that the objects around a message tell, the innermost first. */
const wrapperOf = (message: string, around: readonly Entry[]): JsonWrapper => {
  const time = around.map(timeIn).find(({basis}) => basis !== 'none') ?? NO_TIME
  const named = around.map(entry => hostFor(message, hostIn(entry))).find(({host}) => host !== undefined)
  return {time, ...named}
}

const findMessage = (value: unknown, above: readonly Entry[]): JsonMessage | undefined => {
  const entry = fieldsOf(value)
  if (!entry) return undefined
  const around = [entry, ...above]
  const [field, text] = ownMessage(entry) ?? []
  if (field !== undefined && text !== undefined) {
    const message = text.trimEnd()
    return {field, message, wrapper: () => wrapperOf(message, around)}
  }
  if (above.length >= MOST_NESTED) return undefined
  for (const name of NESTS) {
    const inner = findMessage(entry[name], around)
    if (inner) return inner
  }
  return undefined
}

/** The message in a collector's object, its own or that of the object nested in it; undefined when there is none. */
export const messageIn = (value: unknown): JsonMessage | undefined => findMessage(value, [])
