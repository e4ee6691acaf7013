import {defineDocument} from '../define-document.js'

/** First bytes of the files that SQLite keeps beside a database: log of writes (two byte orders), its index, rollback journal. */
const MAGICS: readonly (readonly number[])[] = [
  [0x37, 0x7f, 0x06, 0x82],
  [0x37, 0x7f, 0x06, 0x83],
  [0x18, 0xe2, 0x2d, 0, 0, 0, 0, 0],
  [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7],
]

/** Files beside a database (`-wal`, `-shm`, `-journal`): pages, no lines; they are read with their database. */
export default defineDocument({
  id: 'sqlite-companion',
  title: 'file that SQLite keeps beside a database',
  sniff: head => MAGICS.some(magic => magic.every((byte, at) => head[at] === byte)),
  async *read(_bytes, {name}) {
    yield {
      notices: [
        {
          code: 'companion-file',
          message: `${name}: SQLite keeps this file beside a database. What it holds is read with the database; alone it cannot be.`,
          positions: [],
        },
      ],
    }
  },
})
