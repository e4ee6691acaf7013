import {hasMagic} from '../magic.js'
import {defineCodec} from '../source.js'

/** Header of `xz --format=lzma`: properties, a dictionary of a power of two, and a size that is unknown. lzip has a magic. */
const isAlone = (head: Uint8Array): boolean =>
  hasMagic(head, [0x5d, 0, 0]) && head.length >= 13 && head.subarray(5, 13).every(byte => byte === 0xff)

/** The formats before xz. Recognised, not read. */
export default defineCodec({
  id: 'lzma',
  title: 'LZMA or lzip',
  endings: ['.lzma', '.lz'],
  sniff: head => isAlone(head) || hasMagic(head, 'LZIP\x01'),
  unsupported:
    'the formats before xz are not read: decompress it first (`xz -dc --format=lzma FILE | mirrorcheck analyze -`).',
})
