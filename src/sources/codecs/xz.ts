import {defineCodec} from '../source.js'
import {hasMagic} from './_magic.js'

/** The .xz file format, stream header magic. Recognised, not read. */
export default defineCodec({
  id: 'xz',
  title: 'xz',
  endings: ['.xz', '.txz'],
  sniff: head => hasMagic(head, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]),
  unsupported: 'xz data is not read yet: decompress it first (`xz -dc FILE | mirrorcheck analyze -`).',
})
