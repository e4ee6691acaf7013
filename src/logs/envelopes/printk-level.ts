import {NO_TIME} from '../clock.js'
import {defineEnvelope} from '../define-envelope.js'
import {envelopeOf, matchStart} from './_parts.js'

/** `<4>`, unless syslog's header follows; numbers above 7 carry a facility and are believed only before a stamp. */
const PREFIX = /^<(?<priority>[0-7](?=>(?!1 (?:-|\d{4}-)|\p{L}{3} {1,2}\d|\d{4}-\d))|\d{1,3}(?=>\[))>/u

/** Level digits before a kernel message: `dmesg --raw`, pstore, serial consoles. */
export default defineEnvelope({
  id: 'printk-level',
  title: 'printk level digits (dmesg --raw, pstore)',
  samples: [
    '<0>[   90.782856] mce: [Hardware Error]: TSC 0 ',
    '<4>mce: CPU supports 32 MCE banks',
    '<30>[    3.100000] systemd[1]: Inserted module',
  ],
  order: 40,
  first: /</,
  peel(line) {
    const found = matchStart(PREFIX, line)
    if (!found) return undefined
    return {envelope: envelopeOf('printk-level', NO_TIME, found.groups), message: found.message}
  },
})
