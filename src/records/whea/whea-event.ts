import type {LogLine, LogTime} from '../../logs/log-line.js'
import {quoteLines} from '../evidence-line.js'
import type {
  ContextRecord,
  HardwareErrorRecord,
  MachineCheckRecord,
  RecordOrigin,
  ReportedError,
} from '../hardware-error-record.js'
import {readHex} from '../hex-text.js'
import {readWrittenStamp} from '../written-time.js'
import type {WheaField, WheaToken} from './whea-tokens.js'

/** An event in the making. */
export interface WheaEvent {
  readonly fields: Readonly<Partial<Record<WheaField, string>>>
  readonly extra: Readonly<Record<string, string>>
  readonly lines: readonly LogLine[]
  /** The text of this event was followed by its XML. */
  readonly xmlFollows?: boolean
}

/** Characters of `RawData` kept: a CPER record of the largest kind seen, in hex. */
const MOST_CHARACTERS = 16_384
const MOST_EXTRA = 60

export const emptyEvent: WheaEvent = {fields: {}, extra: {}, lines: []}

/** The event with one more thing said; what was said first stands. */
export const addToken = (event: WheaEvent, token: WheaToken): WheaEvent => {
  if (token.kind === 'field') {
    const value = token.value.slice(0, MOST_CHARACTERS)
    return {...event, fields: {...event.fields, [token.name]: event.fields[token.name] ?? value}}
  }
  if (token.kind !== 'extra' || Object.keys(event.extra).length >= MOST_EXTRA) return event
  return {...event, extra: {...event.extra, [token.name]: token.value.slice(0, 400)}}
}

type Severity = 'corrected' | 'uncorrected' | 'fatal'

/** Events of Microsoft-Windows-WHEA-Logger, by id, where the sentence is missing or in another language. */
const BY_ID: Readonly<Record<number, Severity>> = {
  1: 'fatal',
  16: 'fatal',
  17: 'corrected',
  18: 'fatal',
  19: 'corrected',
  20: 'fatal',
  21: 'corrected',
  22: 'fatal',
  23: 'corrected',
  24: 'fatal',
  46: 'fatal',
  47: 'corrected',
}

/** The other provider numbers its events its own way. */
const isLogger = (provider: string): boolean => !/Kernel-WHEA/i.test(provider)

const severityOf = ({sentence = '', id, provider = ''}: WheaEvent['fields']): Severity | undefined => {
  if (/\bcorrected\b/i.test(sentence)) return /\buncorrected\b/i.test(sentence) ? 'uncorrected' : 'corrected'
  if (/\b(?:fatal|critical)\b/i.test(sentence) && !/non-?fatal/i.test(sentence)) return 'fatal'
  if (sentence !== '') return 'uncorrected'
  return isLogger(provider) ? BY_ID[Number(id)] : undefined
}

/** Windows' words for what failed, error types before components. */
const UNITS: readonly (readonly [RegExp, ReportedError['unit']])[] = [
  [/pci|root port|endpoint/i, 'io'],
  [/memory controller|dram|chipkill|\becc\b/i, 'dram'],
  [/translation lookaside|\btlb\b/i, 'tlb'],
  [/cache/i, 'cache'],
  [/bus\/?interconnect|hypertransport|\bqpi\b|\bupi\b|watchdog/i, 'interconnect'],
  [/internal|micro-?architectural|processor core/i, 'core'],
  [/^(?:memory|arbeitsspeicher|mémoire|memoria|memória|память|メモリ|内存)$/i, 'dram'],
  [/memory hierarchy/i, 'cache'],
]

/** Events that tell of memory by their id alone. */
const MEMORY_IDS: readonly (string | undefined)[] = ['46', '47']

const unitOf = ({type = '', component = '', id}: WheaEvent['fields']): ReportedError['unit'] =>
  [type, component, MEMORY_IDS.includes(id) ? 'memory' : ''].flatMap(
    words => UNITS.find(([pattern]) => pattern.test(words.trim()))?.[1] ?? [],
  )[0] ?? 'unknown'

/** The XML's clock is UTC; the text's is the machine's own, in an order that the language decides. */
const timeOf = ({utc, date}: WheaEvent['fields'], line: LogLine): LogTime =>
  (utc === undefined ? undefined : readWrittenStamp(utc, 'unknown')) ??
  (date === undefined ? undefined : readWrittenStamp(date, 'unknown')) ??
  line.envelope.time

const originOf = ({fields, lines}: WheaEvent, id: string): RecordOrigin | undefined => {
  const [line] = lines
  if (!line) return undefined
  const host = fields.computer
  const envelope = {...line.envelope, time: timeOf(fields, line), ...(host ? {host} : {})}
  return {dialect: id, envelope, evidence: lines.flatMap(quoteLines)}
}

const wordsOf = ({sentence, component, source, type}: WheaEvent['fields']): string =>
  [sentence ?? 'hardware error', component, source, type].filter(part => part).join('; ')

const numberIn = (text: string | undefined): number | undefined =>
  text !== undefined && /^(?:0x[0-9a-f]{1,8}|\d{1,9})$/i.test(text) ? Number(text) : undefined

/** A register; a decimal value is what some exports print for small ones. */
const registerIn = (text: string | undefined): bigint | undefined => {
  if (text === undefined) return undefined
  return /^\d{1,19}$/.test(text) ? BigInt(text) : readHex(text.toLowerCase())
}

const defined = <T extends object>(values: {[Key in keyof T]: T[Key] | undefined}): Partial<T> => {
  const known: Partial<T> = {}
  for (const key in values) if (values[key] !== undefined) known[key] = values[key]
  return known
}

const toMachineCheck = (event: WheaEvent, origin: RecordOrigin, status: bigint): MachineCheckRecord => {
  const {fields} = event
  const severity = severityOf(fields)
  const unit = unitOf(fields)
  return {
    kind: 'machine-check',
    ...origin,
    reporterSays: [wordsOf(fields)],
    ...defined<Pick<MachineCheckRecord, 'bank' | 'apic' | 'addr' | 'misc'>>({
      bank: numberIn(fields.bank),
      apic: numberIn(fields.apic),
      addr: registerIn(fields.addr),
      misc: registerIn(fields.misc),
    }),
    status,
    prose: {...(severity ? {severity} : {}), ...(unit === 'unknown' ? {} : {unit})},
  }
}

const MASK_64 = (1n << 64n) - 1n

/** Bytes a physical address stands for, by the bits its mask leaves open. */
const bytesOf = (mask: bigint | undefined): number | undefined =>
  mask === undefined || mask === 0n ? undefined : Number((~mask & MASK_64) + 1n)

const LOCATION = {bank: 'Bank', device: 'Device', row: 'Row', column: 'Column'} as const

const locationOf = ({extra}: WheaEvent): ReportedError['location'] => {
  const known = Object.entries(LOCATION).flatMap(([name, printed]) => {
    const value = numberIn(extra[printed])
    return value === undefined ? [] : [[name, value] as const]
  })
  return known.length === 0 ? undefined : Object.fromEntries(known)
}

const toReported = (event: WheaEvent, origin: RecordOrigin): ReportedError => {
  const {fields, extra} = event
  const severity = severityOf(fields) ?? 'unknown'
  const unit = unitOf(fields)
  const physical = registerIn(fields.physical)
  const address = physical === 0n ? undefined : physical
  return {
    kind: 'reported',
    ...origin,
    reporter: 'operating-system',
    severity,
    unit,
    message: wordsOf(fields),
    ...(severity === 'fatal' ? {previousBoot: true} : {}),
    ...defined<Pick<ReportedError, 'apic' | 'bank' | 'address' | 'granularityBytes' | 'location' | 'entry'>>({
      apic: numberIn(fields.apic),
      bank: numberIn(fields.bank),
      address,
      granularityBytes: address === undefined ? undefined : bytesOf(registerIn(fields.mask)),
      location: unit === 'dram' ? locationOf(event) : undefined,
      entry: fields.record,
    }),
    fields: {...extra, ...(fields.raw === undefined ? {} : {RawData: fields.raw})},
  }
}

const isWhea = ({provider = '', sentence, status}: WheaEvent['fields']): boolean =>
  /WHEA/i.test(provider) || (provider === '' && (sentence !== undefined || status !== undefined))

/** Whether anything was said that an event's text alone says. */
const saysEnough = ({sentence, component, type, status, id, utc, date}: WheaEvent['fields']): boolean =>
  status !== undefined ||
  component !== undefined ||
  type !== undefined ||
  (id !== undefined && (sentence !== undefined || utc !== undefined || date !== undefined))

/** The record an event comes to; undefined for other providers' events and for bare mentions. */
export const tellWheaEvent = (event: WheaEvent, id: string): HardwareErrorRecord | undefined => {
  const origin = originOf(event, id)
  const {fields} = event
  if (!origin || !isWhea(fields) || !saysEnough(fields)) return undefined
  const status = registerIn(fields.status)
  if (status !== undefined && status !== 0n) return toMachineCheck(event, origin, status)
  if (severityOf(fields) === undefined && fields.sentence === undefined && fields.id !== undefined) return undefined
  if (unitOf(fields) !== 'io') return toReported(event, origin)
  const context: ContextRecord = {kind: 'context', ...origin, what: 'pcie', message: wordsOf(fields)}
  return context
}
