import {defineCodec} from '../source.js'
import {hasMagic} from './_magic.js'

/** POSIX.1-1988 ustar magic, GNU tar's included. Recognised, not read. */
export default defineCodec({
  id: 'tar',
  title: 'tar',
  endings: ['.tar'],
  sniff: head => hasMagic(head, 'ustar', 257),
  unsupported: 'tar archives are not read yet: unpack the archive and name the folder.',
})
