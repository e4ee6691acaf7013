import {wallTime} from '../clock.js'
import {defineEnvelope} from '../define-envelope.js'
import {envelopeOf, HOST, matchStart, PROGRAM, TIME} from './_parts.js'

const STAMP = String.raw`(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)[T ]${TIME}(?: ?(?<zone>Z|UTC|GMT|[+-]\d\d:?\d\d))?`

/** `iso` is the form with a host and a program behind the time, `dmesg-iso` the one with a comma and a zone. */
const OTHERS = `(?! ${`${HOST} ${PROGRAM}`.replaceAll(/\?<\w+>/g, '?:')})`

/** Container runtimes put the stream behind the time, and whether the line is full or partial. */
const STREAM = ' std(?:out|err) [FP](?= )'

const HEADER = new RegExp(
  String.raw`^(?!\d{4}-\d\d-\d\dT[\d:]{8},\d+[+-])(?:\[${STAMP}\]|${STAMP.replaceAll('?<', '?<bare_')}(?:${STREAM}|:?${OTHERS}))(?:[ \t]|$)`,
)

const unbare = (groups: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(
    Object.entries(groups)
      .map(([name, value]) => [name.replace('bare_', ''), value] as const)
      .filter(([, value]) => value !== undefined),
  )

/** A bare date and time before each line: terminal programs, container logs, `ts`. */
export default defineEnvelope({
  id: 'iso-stamp',
  title: 'ISO 8601 time before each line (terminal captures, container logs)',
  samples: [
    '[2026-11-23 04:12:09] [  123.456789] mce: [Hardware Error]: Machine check events logged',
    '[2026-11-23 04:12:09.123] (XEN) MCE: The hardware reports a non fatal, correctable incident occurred on CPU 0.',
    '2026-11-23T04:12:09.123456789Z [  123.456789] mce: [Hardware Error]: Machine check events logged',
    '2026-11-23T04:12:09.123456789Z stdout F mce: [Hardware Error]: Machine check events logged',
  ],
  order: 32,
  first: /[\d[]/,
  peel(line) {
    const found = matchStart(HEADER, line)
    if (!found) return undefined
    const groups = unbare(found.groups)
    return {envelope: envelopeOf('iso-stamp', wallTime(groups), groups), message: found.message}
  },
})
