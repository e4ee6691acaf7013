import {hasMagic} from '../magic.js'
import {defineCodec} from '../source.js'

/** Cabinet header, its reserved bytes zero. Recognised, not read. */
export default defineCodec({
  id: 'cab',
  title: 'a Windows cabinet',
  endings: ['.cab'],
  sniff: head => hasMagic(head, 'MSCF\0\0\0\0'),
  unsupported: 'cabinets are not read: unpack it (`expand -F:* FILE FOLDER`) and name the folder.',
})
