import {NO_TIME, wallTime} from '../clock.js'
import {defineEnvelope} from '../define-envelope.js'
import {CALLER, envelopeOf, matchStart} from './_parts.js'

const STAMP = new RegExp(
  String.raw`^\[(?:(?<month>\p{L}{3,5}) ?(?<day>\d{1,2}) (?<hour>\d\d):(?<minute>\d\d)| {0,4}[+-]\d{1,9}\.\d{6})\]${CALLER} ?`,
  'u',
)

/** `dmesg -H`: minutes where they change, distances to the line before elsewhere; distances are not added up. */
export default defineEnvelope({
  id: 'dmesg-human',
  title: 'kernel ring buffer, relative time (dmesg -H)',
  samples: [
    '[Nov23 04:12] mce: [Hardware Error]: Machine check events logged',
    '[  +0.000012] Memory failure: 0x7095: recovery action for dirty LRU page: Recovered',
  ],
  order: 52,
  first: /\[/,
  peel(line) {
    const found = matchStart(STAMP, line)
    if (!found) return undefined
    const {groups, message} = found
    const time = groups.month === undefined ? NO_TIME : wallTime({...groups, second: '0'})
    return {envelope: envelopeOf('dmesg-human', time, groups), message}
  },
})
