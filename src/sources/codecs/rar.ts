import {hasMagic} from '../magic.js'
import {defineCodec} from '../source.js'

/** Marker block of versions 1.5 to 5. Recognised, not read. */
export default defineCodec({
  id: 'rar',
  title: 'RAR',
  endings: ['.rar'],
  sniff: head => hasMagic(head, 'Rar!\x1a\x07'),
  unsupported: 'RAR archives are not read: unpack the archive and name the folder.',
})
