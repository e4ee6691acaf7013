import {defineCodec} from '../source.js'
import {hasMagic} from './_magic.js'

/** APPNOTE.TXT 4.3: local file header, or the end record of an empty archive. Recognised, not read. */
export default defineCodec({
  id: 'zip',
  title: 'ZIP',
  endings: ['.zip'],
  sniff: head => hasMagic(head, 'PK\x03\x04') || hasMagic(head, 'PK\x05\x06'),
  unsupported: 'ZIP archives are not read yet: unpack the archive and name the folder.',
})
