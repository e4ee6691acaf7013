import {NO_TIME, wallTime} from '../clock.js'
import {defineEnvelope} from '../define-envelope.js'
import type {LogTime} from '../log-line.js'
import {TIME} from './_parts.js'

const MESSAGE_FIELDS = ['log', 'message', 'msg', 'textPayload']
const TIME_FIELDS = ['time', '@timestamp', 'timestamp', 'ts']
const HOST_FIELDS = ['hostname', 'host']

/** A quick look: most JSON is no log entry. */
const WORTH_PARSING = /^\{.*"(?:log|message|msg|textPayload)" {0,4}: {0,4}"/

const STAMP = new RegExp(
  String.raw`^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)[T ]${TIME} ?(?<zone>Z|UTC|[+-]\d\d:?\d\d)?$`,
)

/** A message that brings a host of its own: the collector's machine is not the one that wrote it. */
const OWN_HEADER = /^(?:<\d{1,3}>)?(?:\d{0,2} ?\d{4}-\d\d-\d\d|[A-Z][a-z]{2} [ \d]\d \d\d:)/

type Entry = ReadonlyMap<string, unknown>

const parse = (line: string): Entry | undefined => {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined
  } catch {
    return undefined
  }
}

const firstText = (entry: Entry, names: readonly string[]): string | undefined =>
  names.map(name => entry.get(name)).find(value => typeof value === 'string')

const timeOf = (entry: Entry): LogTime => {
  const groups = STAMP.exec(firstText(entry, TIME_FIELDS) ?? '')?.groups
  return groups ? wallTime(groups) : NO_TIME
}

const hostOf = (entry: Entry): string | undefined => {
  const host = entry.get('host')
  if (typeof host === 'object' && host !== null && 'name' in host && typeof host.name === 'string') return host.name
  return firstText(entry, HOST_FIELDS)
}

/** A JSON object a line with the message in a field: Docker's json-file driver, log shippers. */
export default defineEnvelope({
  id: 'json-lines',
  title: 'JSON lines of containers and log shippers',
  samples: [
    String.raw`{"log":"[  123.456789] mce: [Hardware Error]: Machine check events logged\n","stream":"stdout","time":"2026-11-23T04:12:09.123456789Z"}`,
    '{"@timestamp":"2026-11-23T04:12:09.123Z","host":{"name":"db7"},"message":"mce: [Hardware Error]: Machine check events logged"}',
  ],
  order: 14,
  peel(line) {
    const entry = WORTH_PARSING.test(line) ? parse(line) : undefined
    const message = entry && firstText(entry, MESSAGE_FIELDS)
    if (!entry || message === undefined) return undefined
    const host = OWN_HEADER.test(message) ? undefined : hostOf(entry)
    return {
      envelope: {id: 'json-lines', time: timeOf(entry), ...(host ? {host} : {})},
      message: message.trimEnd(),
    }
  },
})
