import {defineCodec} from '../source.js'
import {hasMagic} from './_magic.js'

/** Journal file format, header signature. Recognised, not read. */
export default defineCodec({
  id: 'systemd-journal',
  title: 'systemd journal file',
  endings: ['.journal', '.journal~'],
  sniff: head => hasMagic(head, 'LPKSHHRH'),
  unsupported:
    'binary journal files are not read yet: print it first (`journalctl --file FILE -o short-iso-precise | mirrorcheck analyze -`).',
})
