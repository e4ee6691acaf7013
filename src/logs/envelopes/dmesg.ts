import {uptime} from '../clock.js'
import {defineEnvelope} from '../define-envelope.js'
import {CALLER, envelopeOf, matchStart} from './_parts.js'

/** `[ 12.345678] `, `[12.3 <0.1>] ` of `dmesg -d`, `[ 12.345678,0] ` with a CPU; not journalctl's, which goes on with a host. */
const STAMP = new RegExp(
  String.raw`^\[ {0,8}(?<seconds>\d{1,10}\.\d{1,9})(?:,\d{1,4})?(?: <[^>]{1,24}>)? ?\](?! [\w.-]{1,255} (?:kernel|[\w./@-]{1,64}\[\d{1,10}\]): )${CALLER} ?`,
)

/** The kernel's own stamp: seconds since boot, and with PRINTK_CALLER the thread or CPU. */
export default defineEnvelope({
  id: 'dmesg',
  title: 'kernel ring buffer, seconds since boot',
  samples: [
    '[   74.776606] mce: [Hardware Error]: Machine check events logged',
    '[385.313611] mce: [Hardware Error]: Machine check events logged',
    '[ 0.149517] mce: [Hardware Error]: TSC 0 ADDR fef0afc0 MISC 7880010086',
    '[12345.678901] [ T123] mce: [Hardware Error]: Machine check events logged',
    '[   12.300000][ T1234] EDAC MC0: Giving out device to module skx_edac',
    '[    0.000000][    T0] Linux version 6.1.0-18-amd64',
    '[   12.345678][   C0] mce: [Hardware Error]: Machine check events logged',
    '[   12.345678 <    0.000012>] Memory failure: 0x7095: recovery action for dirty LRU page: Recovered',
  ],
  order: 50,
  first: /\[/,
  peel(line) {
    const found = matchStart(STAMP, line)
    if (!found) return undefined
    const {groups, message} = found
    return {envelope: envelopeOf('dmesg', uptime(groups.seconds ?? '0'), groups), message}
  },
})
