import {hasMagic} from '../magic.js'
import {defineCodec} from '../source.js'

/** Lead of a package. Recognised: it holds programs, not logs. */
export default defineCodec({
  id: 'rpm',
  title: 'RPM package',
  endings: ['.rpm'],
  sniff: head => hasMagic(head, [0xed, 0xab, 0xee, 0xdb]),
  noLogs: 'package',
  unsupported: 'packages hold programs, no logs: name the logs of the machine.',
})
