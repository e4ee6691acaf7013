import {defineCodec} from '../source.js'
import {hasMagic} from './_magic.js'

/** Stream magic and that of the first block, or of the end when the stream is empty. Recognised, not read. */
export default defineCodec({
  id: 'bzip2',
  title: 'bzip2',
  endings: ['.bz2', '.tbz'],
  sniff: head =>
    hasMagic(head, 'BZh') &&
    (hasMagic(head, [0x31, 0x41, 0x59, 0x26, 0x53, 0x59], 4) ||
      hasMagic(head, [0x17, 0x72, 0x45, 0x38, 0x50, 0x90], 4)),
  unsupported: 'bzip2 data is not read yet: decompress it first (`bzip2 -dc FILE | mirrorcheck analyze -`).',
})
