import {hasMagic} from '../magic.js'
import {defineCodec} from '../source.js'

/** LZ4 frame format, magic number. Recognised, not read. */
export default defineCodec({
  id: 'lz4',
  title: 'LZ4 frame',
  endings: ['.lz4'],
  sniff: head => hasMagic(head, [0x04, 0x22, 0x4d, 0x18]),
  unsupported: 'LZ4 data is not read yet: decompress it first (`lz4 -dc FILE | mirrorcheck analyze -`).',
})
