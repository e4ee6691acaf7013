import {hasMagic} from '../magic.js'
import {defineCodec} from '../source.js'

/** EVTX file header signature. Recognised, not read. */
export default defineCodec({
  id: 'evtx',
  title: 'Windows event log',
  endings: ['.evtx'],
  sniff: head => hasMagic(head, 'ElfFile\0'),
  unsupported: 'Windows event logs are not read yet: export the log as XML or text.',
})
