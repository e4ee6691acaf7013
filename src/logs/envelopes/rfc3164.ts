import {wallTime} from '../clock.js'
import {defineEnvelope, type Peeled} from '../define-envelope.js'
import {envelopeOf, HOST, MONTH, matchStart, NO_HOST, PROGRAM, SURE_PROGRAM, TIME} from './_parts.js'

/** `kern.warn`: facility and level, which small syslog daemons print before the tag. */
const SELECTED = String.raw`[a-z]{2,8}\d?\.[a-z]{3,7} `
const SELECTOR = `(?:${SELECTED})?`

/**
 * `Nov 23 04:12:09 db7 kernel: `; also with the year, a fraction, a weekday in front, the priority, a month in another
 * language, no tag, no host where the tag is beyond doubt, or `-` where neither stands;
 * Solaris' lists of error reports have a class there.
 */
const HEADER = new RegExp(
  String.raw`^(?:<(?<priority>\d{1,3})>)?(?:[A-Z][a-z]{2} (?=[A-Z]))?${MONTH} {1,2}(?<day>\d{1,2})(?: (?<year>\d{4})(?= ))? ${TIME}(?: (?<lateYear>\d{4}))?:? (?:-(?: |$)| ?${SELECTOR}${SURE_PROGRAM}|(?=ereport\.)|(?!\d{4}$)${HOST}(?: ${SELECTOR}(?:${PROGRAM})?|$))`,
  'u',
)

/**
 * The same where it has no more than most lines have, for speed: what the header takes for something else in the host's
 * place (a year, half of the day, a selector, a class of reports) is left to it.
 */
const USUAL = new RegExp(
  String.raw`^([A-Z][a-z]{2}) ([ \d]\d) (\d\d):(\d\d):(\d\d) (?!\d{4} |[AaPp][Mm] |${SELECTED}|ereport\.)${NO_HOST}(\w[\w.-]{0,63}) (?!cpu\d{1,4}:)([A-Za-z][\w./-]{0,63})(?:\[(\d{1,10})\])?: `,
)

const peelUsual = (line: string): Peeled | undefined => {
  const [whole, month, day, hour, minute, second, host, program, pid] = USUAL.exec(line) ?? []
  if (whole === undefined) return undefined
  const time = wallTime({month, day, hour, minute, second})
  return {envelope: envelopeOf('rfc3164', time, {host, program, pid}), message: line.slice(whole.length)}
}

/** BSD syslog (RFC 3164) and journalctl's `short` and `short-precise`: a clock without year and zone. */
export default defineEnvelope({
  id: 'rfc3164',
  title: 'BSD syslog, journalctl -o short',
  samples: [
    'Nov 23 04:12:09 db7 kernel: mce: [Hardware Error]: Machine check events logged',
    'Nov  3 04:12:09 db7 kernel: [  123.456789] mce: [Hardware Error]: Machine check events logged',
    'Oct 14 15:52:59 node7.example.org kernel: MCE: In-kernel MCE decoding enabled.',
    'jan 20 12:48:14 node7 kernel: EDAC igen6 MC0: HANDLING IBECC MEMORY ERROR',
    'mrt 21 17:17:00 node7 kernel: core: [Hardware Error]: Machine check events logged',
    'Nov 23 2026 04:12:09 db7 kernel: mce: [Hardware Error]: Machine check events logged',
    'Nov 23 04:12:09.123456 db7 kernel: mce: [Hardware Error]: Machine check events logged',
    '<2>Nov 23 04:12:09 db7 kernel: mce: [Hardware Error]: Machine check events logged',
    'Nov 23 04:12:09 db7 mcelog[2783]: Hardware event. This is not a software error.',
    'Nov 23 04:12:09 db7 last message repeated 2 times',
    'Mon Nov 23 04:12:09 2026 kern.emerg kernel: [  123.456789] mce: [Hardware Error]: Machine check events logged',
    'Nov 23 04:12:09 kernel: [  123.456789] mce: [Hardware Error]: Machine check events logged',
    'Nov 23 04:12:09  kernel: mce: [Hardware Error]: Machine check events logged',
    'Nov 23 04:12:09.1234 ereport.cpu.amd.nb.mem_ce',
  ],
  order: 60,
  first: /[\p{L}\d<]/u,
  peel(line) {
    const usual = peelUsual(line)
    if (usual) return usual
    const found = matchStart(HEADER, line)
    if (!found) return undefined
    const {groups, message} = found
    return {envelope: envelopeOf('rfc3164', wallTime(groups, groups.year ?? groups.lateYear), groups), message}
  },
})
