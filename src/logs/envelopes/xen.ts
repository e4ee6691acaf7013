import {NO_TIME} from '../clock.js'
import {defineEnvelope} from '../define-envelope.js'

const PREFIX = '(XEN) '

/** The hypervisor's own messages (`xl dmesg`, serial console); a stamp may follow. */
export default defineEnvelope({
  id: 'xen',
  title: 'Xen hypervisor console',
  samples: [
    '(XEN) CMCI: threshold 0x2 too large for CPU0 bank 17, using 0x1',
    '(XEN) [2026-11-23 04:12:09.123] CPU0: Intel machine check reporting enabled',
  ],
  order: 41,
  first: /\(/,
  peel: line =>
    line.startsWith(PREFIX)
      ? {envelope: {id: 'xen', time: NO_TIME, program: 'xen'}, message: line.slice(PREFIX.length)}
      : undefined,
})
