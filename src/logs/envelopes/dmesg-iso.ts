import {wallTime} from '../clock.js'
import {defineEnvelope} from '../define-envelope.js'
import {CALLER, envelopeOf, matchStart, TIME} from './_parts.js'

const STAMP = new RegExp(
  String.raw`^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)T(?=\d\d:\d\d:\d\d,)${TIME}(?<zone>[+-]\d\d:?\d\d)${CALLER} ?`,
)

/** `dmesg --time-format=iso`: the comma before the fraction is its mark. */
export default defineEnvelope({
  id: 'dmesg-iso',
  title: 'kernel ring buffer, ISO 8601 (dmesg --time-format=iso)',
  samples: ['2026-11-23T04:12:09,123456+00:00 mce: [Hardware Error]: Machine check events logged'],
  order: 30,
  first: /\d/,
  peel(line) {
    const found = matchStart(STAMP, line)
    if (!found) return undefined
    return {
      envelope: envelopeOf('dmesg-iso', wallTime(found.groups), found.groups),
      message: found.message,
    }
  },
})
