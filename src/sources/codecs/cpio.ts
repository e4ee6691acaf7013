import {hasMagic} from '../magic.js'
import {defineCodec} from '../source.js'

/** ASCII headers of the old and the new form, which are followed by octal or hexadecimal digits. Recognised, not read. */
export default defineCodec({
  id: 'cpio',
  title: 'cpio',
  endings: ['.cpio'],
  sniff: head =>
    ['070701', '070702', '070707'].some(magic => hasMagic(head, magic)) &&
    /^[0-9a-f]{60}/i.test(String.fromCharCode(...head.subarray(0, 60))),
  unsupported: 'cpio archives are not read: unpack the archive (`cpio -id < FILE`) and name the folder.',
})
