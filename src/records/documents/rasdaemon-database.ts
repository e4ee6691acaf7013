import {defineDocument} from '../define-document.js'

const ID = 'rasdaemon-database'

const HEAD = 'SQLite format 3\0'

/** rasdaemon's `ras-mc_event.db`, its newest rows often in the `-wal` file beside it; other SQLite databases are named as such. */
export default defineDocument({
  id: ID,
  title: 'rasdaemon SQLite database',
  sniff: head => [...HEAD].every((letter, at) => head[at] === letter.charCodeAt(0)),
  async *read(bytes, {input, spool}) {
    const {readDatabase} = await import('../rasdaemon-rows/read-database.js')
    yield* readDatabase(await spool(bytes, ['-wal', '-journal']), {dialect: ID, input})
  },
})
