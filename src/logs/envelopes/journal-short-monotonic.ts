import {uptime} from '../clock.js'
import {defineEnvelope} from '../define-envelope.js'
import {envelopeOf, HOST, matchStart, SURE_PROGRAM} from './_parts.js'

const HEADER = new RegExp(String.raw`^\[ {0,8}(?<seconds>\d{1,10}\.\d{6})(?: <[^>]{1,24}>)?\] ${HOST} ${SURE_PROGRAM}`)

/** journalctl's `short-monotonic`: the kernel's stamp, then host and program. */
export default defineEnvelope({
  id: 'journal-short-monotonic',
  title: 'journalctl -o short-monotonic',
  samples: [
    '[   74.776606] rx01 kernel: mce: [Hardware Error]: Machine check events logged',
    '[  123.456789] rx01 mcelog[2783]: Hardware event. This is not a software error.',
  ],
  order: 49,
  first: /\[/,
  peel(line) {
    const found = matchStart(HEADER, line)
    if (!found) return undefined
    const {groups, message} = found
    return {envelope: envelopeOf('journal-short-monotonic', uptime(groups.seconds ?? '0'), groups), message}
  },
})
