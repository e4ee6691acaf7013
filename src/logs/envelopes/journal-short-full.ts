import {wallTime} from '../clock.js'
import {defineEnvelope} from '../define-envelope.js'
import {envelopeOf, HOST, matchStart, PROGRAM, TIME} from './_parts.js'

const HEADER = new RegExp(
  String.raw`^\p{L}[\p{L}.]{0,10} (?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d) ${TIME} (?<zone>[A-Z]{1,5}|[+-]\d\d:?\d\d) ${HOST} ${PROGRAM}`,
  'u',
)

/** journalctl's `short-full`: the zone is a name, and only UTC is unique. */
export default defineEnvelope({
  id: 'journal-short-full',
  title: 'journalctl -o short-full',
  samples: [
    'Mon 2026-11-23 04:12:09 UTC db7 kernel: mce: [Hardware Error]: Machine check events logged',
    'Mon 2026-11-23 05:12:09 CET db7 mcelog[2783]: Hardware event. This is not a software error.',
  ],
  order: 33,
  first: /\p{L}/u,
  peel(line) {
    const found = matchStart(HEADER, line)
    if (!found) return undefined
    return {
      envelope: envelopeOf('journal-short-full', wallTime(found.groups), found.groups),
      message: found.message,
    }
  },
})
