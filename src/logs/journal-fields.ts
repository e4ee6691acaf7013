import {NO_TIME} from './clock.js'
import type {Envelope, LogTime} from './log-line.js'

/** Fields of a journal entry by name (systemd.journal-fields(7)), texts as the journal holds them. */
export type JournalFields = Readonly<Record<string, string | undefined>>

/** The fields that tell who, when and how grave; the rest of an entry is passed over. */
export const JOURNAL_FIELDS: readonly string[] = [
  '__REALTIME_TIMESTAMP',
  '_SOURCE_REALTIME_TIMESTAMP',
  '_SOURCE_MONOTONIC_TIMESTAMP',
  '_BOOT_ID',
  '_HOSTNAME',
  '_TRANSPORT',
  '_COMM',
  '_PID',
  'SYSLOG_IDENTIFIER',
  'PRIORITY',
]

const MICROSECONDS_PER_MILLISECOND = 1000
const MICROSECONDS_PER_SECOND = 1e6

const number = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,20}$/.test(text) ? Number(text) : undefined

/** When the program says it wrote the message, else when the journal received it; the uptime beside it. */
const timeOf = (fields: JournalFields): LogTime => {
  const real = number(fields._SOURCE_REALTIME_TIMESTAMP) ?? number(fields.__REALTIME_TIMESTAMP)
  const monotonic = number(fields._SOURCE_MONOTONIC_TIMESTAMP)
  const up = monotonic === undefined ? {} : {uptimeSeconds: monotonic / MICROSECONDS_PER_SECOND}
  if (real !== undefined) return {basis: 'zoned', epochMs: Math.floor(real / MICROSECONDS_PER_MILLISECOND), ...up}
  return monotonic === undefined ? NO_TIME : {basis: 'monotonic', ...up}
}

const programOf = (fields: JournalFields): string | undefined =>
  fields.SYSLOG_IDENTIFIER ?? (fields._TRANSPORT === 'kernel' ? 'kernel' : fields._COMM)

/** The envelope that an entry's fields make; `id` names the form in which the journal came. */
export const journalEnvelope = (id: string, fields: JournalFields): Envelope => {
  const program = programOf(fields)
  const pid = number(fields._PID)
  const priority = number(fields.PRIORITY)
  return {
    id,
    time: timeOf(fields),
    ...(fields._HOSTNAME ? {host: fields._HOSTNAME} : {}),
    ...(program ? {program} : {}),
    ...(pid === undefined ? {} : {pid}),
    ...(priority === undefined ? {} : {level: priority & 7}),
    ...(fields._BOOT_ID ? {bootId: fields._BOOT_ID} : {}),
  }
}
