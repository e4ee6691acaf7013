import {defineCodec} from '../source.js'
import {hasMagic} from './_magic.js'

/** SQLite file format, header string. Recognised, not read. */
export default defineCodec({
  id: 'sqlite',
  title: 'SQLite database',
  endings: ['.db', '.sqlite'],
  sniff: head => hasMagic(head, 'SQLite format 3\0'),
  unsupported: "SQLite databases are not read yet: print rasdaemon's with `ras-mc-ctl --errors`.",
})
