import {hasMagic} from '../magic.js'
import {defineCodec} from '../source.js'

/** Output of Unix `compress`: magic, and block mode with up to 16 bits. Recognised, not read. */
export default defineCodec({
  id: 'compress',
  title: 'compress',
  endings: ['.Z'],
  sniff: head => hasMagic(head, [0x1f, 0x9d]) && ((head[2] ?? 0) & 0x7f) >= 9 && ((head[2] ?? 0) & 0x7f) <= 16,
  unsupported: '`compress` data is not read: decompress it first (`zcat FILE | mirrorcheck analyze -`).',
})
