import {NO_TIME} from '../clock.js'
import {defineEnvelope} from '../define-envelope.js'

const LEVELS = ['emerg', 'alert', 'crit', 'err', 'warn', 'notice', 'info', 'debug']

const PREFIX = new RegExp(String.raw`^[a-z]{3,8}\d? {0,5}:(${LEVELS.join('|')}) {0,3}: `)

/** `dmesg -x`: facility and level in words before the stamp. */
export default defineEnvelope({
  id: 'dmesg-decoded',
  title: 'kernel ring buffer, facility and level in words (dmesg -x)',
  samples: [
    'kern  :emerg : [   90.782856] mce: [Hardware Error]: TSC 0 ',
    'kern  :warn  : [    0.000000] EDAC MC: Ver: 3.0.0',
  ],
  order: 20,
  first: /[a-z]/,
  peel(line) {
    const [prefix, level] = PREFIX.exec(line) ?? []
    if (prefix === undefined || level === undefined) return undefined
    return {
      envelope: {id: 'dmesg-decoded', time: NO_TIME, level: LEVELS.indexOf(level)},
      message: line.slice(prefix.length),
    }
  },
})
