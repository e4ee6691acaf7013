import {NO_TIME, wallTime} from '../clock.js'
import {defineEnvelope} from '../define-envelope.js'
import {envelopeOf, matchStart, TIME} from './_parts.js'

/** Structured data: `-`, or elements whose quoted values may hold escaped brackets (RFC 5424, 6.3). */
const STRUCTURED = String.raw`(?:-|(?:\[[^\s"\]]{1,64}(?: [^\s"=]{1,64}="(?:[^"\\]|\\.){0,1024}")*\]){1,16})`

const HEADER = new RegExp(
  String.raw`^(?:\d{1,6} (?=<))?(?:<(?<priority>\d{1,3})>)?1 (?:-|(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)T${TIME}(?<zone>Z|[+-]\d\d:\d\d)) (?:-|(?<host>\S{1,255})) (?:-|(?<program>\S{1,48})) (?:-|(?<pid>\d{1,10})|\S{1,128}) \S{1,32} ${STRUCTURED}(?: \ufeff?|$)`,
)

/** The newer syslog (RFC 5424), also as frames behind their length (RFC 6587, 3.4.1). */
export default defineEnvelope({
  id: 'rfc5424',
  title: 'syslog, RFC 5424',
  samples: [
    '123 <4>1 2026-11-23T04:12:09.123456+01:00 db7 kernel - - - mce: [Hardware Error]: Machine check events logged',
    '<0>1 2026-11-23T04:12:09.123456+01:00 db7 kernel - - - mce: [Hardware Error]: Machine check events logged',
    '<30>1 2026-11-23T03:12:09Z db7 mcelog 2783 - - Hardware event. This is not a software error.',
    '1 2026-11-23T04:12:09.123456+01:00 db7 kernel - - [timeQuality tzKnown="1" isSynced="1"] mce: [Hardware Error]: Machine check events logged',
  ],
  order: 10,
  first: /[\d<]/,
  peel(line) {
    const found = matchStart(HEADER, line)
    if (!found) return undefined
    const {groups, message} = found
    const time = groups.year === undefined ? NO_TIME : wallTime(groups)
    return {envelope: envelopeOf('rfc5424', time, groups), message}
  },
})
