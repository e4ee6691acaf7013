import {wallTime} from '../clock.js'
import {defineEnvelope} from '../define-envelope.js'
import {CALLER, envelopeOf, MONTH, matchStart, TIME} from './_parts.js'

const DAY = String.raw`(?<day>\d{1,2})\.?`
const YEAR = String.raw`(?<year>\d{4})`

/** The order of `date` under most locales; some put the day first, or the year. Console servers mark time alike. */
const STAMPS = [
  String.raw`(?:[^\s\]]{1,12} {1,2})?${MONTH} {1,2}${DAY} ${TIME} ${YEAR}`,
  String.raw`(?:[^\s\]]{1,12} {1,2})?${DAY} ${MONTH} ${YEAR} ${TIME}`,
].map(order => new RegExp(String.raw`^\[(?:-- \w{1,16} -- )?${order}(?: <[^>]{1,24}>)?\]${CALLER} ?`, 'u'))

/** `dmesg -T`: wall clock of the machine without a zone, names in its language; off by the time spent asleep. */
export default defineEnvelope({
  id: 'dmesg-ctime',
  title: 'kernel ring buffer, human-readable time (dmesg -T)',
  samples: [
    '[Tue Mar 21 17:09:43 2022] core: [Hardware Error]: Machine check events logged',
    '[Tue May  2 05:09:43 2023] mce: [Hardware Error]: Machine check events logged',
    '[ma mrt 21 17:17:00 2022] core: [Hardware Error]: Machine check events logged',
    '[Mo Mär 21 17:09:43 2022] mce: [Hardware Error]: Machine check events logged',
    '[一  3月 21 17:09:43 2022] mce: [Hardware Error]: Machine check events logged',
    '[lun. 21 mars 2022 17:09:43] mce: [Hardware Error]: Machine check events logged',
    '[Tue Mar 21 05:09:43 PM 2022] mce: [Hardware Error]: Machine check events logged',
    '[-- MARK -- Mon Nov 23 04:00:00 2026]',
  ],
  order: 51,
  first: /\[/,
  peel(line) {
    for (const stamp of STAMPS) {
      const found = matchStart(stamp, line)
      if (found)
        return {
          envelope: envelopeOf('dmesg-ctime', wallTime(found.groups), found.groups),
          message: found.message,
        }
    }
    return undefined
  },
})
