import type {Envelope, LogLine} from '../../src/logs/log-line.js'

const ANSI = /\u001b\[[0-9;]*m/g
const SYSLOG = /^(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\S+) (\S+) ([\w./-]+)(?:\[(\d+)\])?: /
const STAMP = /^(?:<\d+>)?\[ *(\d+\.\d+)\] ?(?:\[ *([TC]\d+)\] )?/

const XEN = /^\(XEN\) (?:\[[^\]]*\] )?/

const envelopeOf = (text: string): {envelope: Envelope; message: string} => {
  const xen = XEN.exec(text)?.[0]
  if (xen) return {envelope: {id: 'xen', time: {basis: 'none'}, program: 'xen'}, message: text.slice(xen.length)}
  const syslog = SYSLOG.exec(text)
  const stamped = STAMP.exec(text.slice(syslog?.[0].length ?? 0))
  const message = text.slice((syslog?.[0].length ?? 0) + (stamped?.[0].length ?? 0))
  const time = stamped ? {basis: 'monotonic' as const, uptimeSeconds: Number(stamped[1])} : {basis: 'none' as const}
  return {
    envelope: {
      id: syslog ? 'rfc3164' : stamped ? 'dmesg' : 'bare',
      time,
      ...(syslog?.[1] ? {host: syslog[1]} : {}),
      ...(syslog?.[2] ? {program: syslog[2]} : {}),
      ...(stamped?.[2] ? {caller: stamped[2]} : {}),
    },
    message,
  }
}

/** Lines of a text as the logs room would deliver them, peeled by the simplest means: enough for dialects. */
export const linesOf = (text: string, literals: readonly string[] = [], input = 0): LogLine[] => {
  const lines: LogLine[] = []
  let byteOffset = 0
  const rows = text.split('\n')
  const last = rows.pop() ?? ''
  const add = (raw: string, unterminated: boolean): void => {
    const clean = raw.replace(/\0/g, '').replace(ANSI, '').trimEnd()
    const {envelope, message} = envelopeOf(clean)
    const hit = literals.length === 0 || literals.some(literal => clean.includes(literal))
    const position = {input, line: lines.length + 1, byteOffset}
    lines.push({position, text: message, raw, envelope, hit, afterGap: false, ...(unterminated ? {unterminated} : {})})
    byteOffset += Buffer.byteLength(raw) + 1
  }
  for (const row of rows) add(row, false)
  if (last !== '') add(last, true)
  return lines
}
