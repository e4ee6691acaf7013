import {wallTime} from '../clock.js'
import {defineEnvelope} from '../define-envelope.js'
import {envelopeOf, HOST, matchStart, PROGRAM, TIME} from './_parts.js'

const DATE = String.raw`(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)`
const ZONE = String.raw`(?<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)`

const HEADER = new RegExp(String.raw`^(?:<(?<priority>\d{1,3})>)?${DATE}[T ]${TIME}(?: ?${ZONE})? ${HOST} ${PROGRAM}`)

/** Syslog with a full date: rsyslog's and syslog-ng's newer form, journalctl's `short-iso` and `short-iso-precise`. */
export default defineEnvelope({
  id: 'iso',
  title: 'syslog with ISO 8601 time, journalctl -o short-iso',
  samples: [
    '2026-11-23T04:12:09.123456+01:00 db7 kernel: mce: [Hardware Error]: Machine check events logged',
    '2026-05-12T22:42:37.085814+00:00 rx01 kernel: [   74.776606] mce: [Hardware Error]: Machine check events logged',
    '2026-05-12T22:42:37+0000 rx01 kernel: mce: [Hardware Error]: Machine check events logged',
    '2026-11-23T04:12:09Z db7 mcelog[2783]: Hardware event. This is not a software error.',
    '2026-11-23 04:12:09 db7 kernel: mce: [Hardware Error]: Machine check events logged',
  ],
  order: 31,
  first: /[\d<]/,
  peel(line) {
    const found = matchStart(HEADER, line)
    if (!found) return undefined
    return {envelope: envelopeOf('iso', wallTime(found.groups), found.groups), message: found.message}
  },
})
