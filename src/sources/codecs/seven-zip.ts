import {hasMagic} from '../magic.js'
import {defineCodec} from '../source.js'

/** Signature header. Recognised, not read. */
export default defineCodec({
  id: 'seven-zip',
  title: '7-Zip',
  endings: ['.7z'],
  sniff: head => hasMagic(head, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]),
  unsupported: '7-Zip archives are not read: unpack the archive and name the folder.',
})
