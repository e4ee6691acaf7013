import {wallTime} from '../clock.js'
import {defineEnvelope} from '../define-envelope.js'
import {envelopeOf, MONTH, matchStart, TIME} from './_parts.js'

const HEAD = new RegExp(
  String.raw`^Message from \S{1,32}@(?<host>[^\s@]{1,255}) at ${MONTH} {1,2}(?<day>\d{1,2}) ${TIME} (?:\.\.\.)?$`,
  'u',
)

/** The head of a syslog daemon's broadcast to terminals: who and when of the line below it. */
export default defineEnvelope({
  id: 'wall',
  title: 'broadcast to terminals',
  samples: ['Message from syslogd@node7 at May 13 18:08:26 ...'],
  order: 61,
  first: /M/,
  peel(line) {
    const found = matchStart(HEAD, line)
    if (!found) return undefined
    return {
      envelope: envelopeOf('wall', wallTime(found.groups), found.groups),
      message: found.message,
      announces: true,
    }
  },
})
