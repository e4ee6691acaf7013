import {NO_TIME} from '../clock.js'
import {defineEnvelope} from '../define-envelope.js'
import type {LogTime} from '../log-line.js'
import {envelopeOf, type Groups} from './_parts.js'

const MICROSECONDS_PER_MILLISECOND = 1000
const MICROSECONDS_PER_SECOND = 1e6

const number = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,20}$/.test(text) ? Number(text) : undefined

/** The entry's fields that are texts; undefined when the line is no journal entry. */
const fieldsOf = (line: string): Groups | undefined => {
  try {
    const entry: unknown = JSON.parse(line)
    if (typeof entry !== 'object' || entry === null || !('MESSAGE' in entry)) return undefined
    return Object.fromEntries(
      Object.entries(entry).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    )
  } catch {
    return undefined
  }
}

const timeOf = (fields: Groups): LogTime => {
  const real = number(fields._SOURCE_REALTIME_TIMESTAMP) ?? number(fields.__REALTIME_TIMESTAMP)
  const monotonic = number(fields._SOURCE_MONOTONIC_TIMESTAMP)
  const up = monotonic === undefined ? {} : {uptimeSeconds: monotonic / MICROSECONDS_PER_SECOND}
  if (real !== undefined) return {basis: 'zoned', epochMs: Math.floor(real / MICROSECONDS_PER_MILLISECOND), ...up}
  return monotonic === undefined ? NO_TIME : {basis: 'monotonic', ...up}
}

/** journalctl's `json`: one entry a line (systemd.journal-fields). */
export default defineEnvelope({
  id: 'journal-json',
  title: 'journalctl -o json',
  samples: [
    '{"SYSLOG_IDENTIFIER":"kernel","_SOURCE_MONOTONIC_TIMESTAMP":"90783062","_TRANSPORT":"kernel","MESSAGE":"mce: [Hardware Error]: PROCESSOR 0:50654 TIME 1778625773 SOCKET 0 APIC 0 microcode 1","_HOSTNAME":"rx01","PRIORITY":"0","__REALTIME_TIMESTAMP":"1778625773236876","_BOOT_ID":"ba4d2fb2e3b043ea913491d3379ecd8d","SYSLOG_FACILITY":"0"}',
  ],
  order: 11,
  peel(line) {
    const fields = line[0] === '{' && line.includes('"MESSAGE"') ? fieldsOf(line) : undefined
    if (fields?.MESSAGE === undefined) return undefined
    const groups = {
      host: fields._HOSTNAME,
      program: fields.SYSLOG_IDENTIFIER,
      ...(number(fields._PID) === undefined ? {} : {pid: fields._PID}),
      ...(number(fields.PRIORITY) === undefined ? {} : {priority: fields.PRIORITY}),
    }
    const bootId = fields._BOOT_ID
    const envelope = envelopeOf('journal-json', timeOf(fields), groups)
    return {envelope: {...envelope, ...(bootId === undefined ? {} : {bootId})}, message: fields.MESSAGE}
  },
})
