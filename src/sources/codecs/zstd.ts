import {defineCodec} from '../source.js'
import {hasMagic} from './_magic.js'

/** RFC 8878, frame magic. Recognised, not read. */
export default defineCodec({
  id: 'zstd',
  title: 'Zstandard',
  endings: ['.zst', '.tzst'],
  sniff: head => hasMagic(head, [0x28, 0xb5, 0x2f, 0xfd]),
  unsupported: 'Zstandard data is not read yet: decompress it first (`zstd -dc FILE | mirrorcheck analyze -`).',
})
