import {defineDocument} from '../define-document.js'

const ID = 'rasdaemon-database'

const HEAD = 'SQLite format 3\0'

const CUT = {
  code: 'input-truncated',
  message: 'The database file is shorter than it says: rows at its end are missing. Fetch it again if you can.',
  positions: [],
}

/** rasdaemon's `ras-mc_event.db`, its newest rows often in the `-wal` file beside it; other SQLite databases are named as such. */
export default defineDocument({
  id: ID,
  title: 'rasdaemon SQLite database',
  sniff: head => [...HEAD].every((letter, at) => head[at] === letter.charCodeAt(0)),
  async *read(bytes, {input, spool}) {
    const [{readDatabase}, {isCut, wholePages}] = await Promise.all([
      import('../rasdaemon-rows/read-database.js'),
      import('../rasdaemon-rows/whole-pages.js'),
    ])
    const tally = {bytes: 0}
    const path = await spool(wholePages(bytes, tally), ['-wal', '-journal'])
    if (isCut(tally)) yield {notices: [CUT]}
    yield* readDatabase(path, {dialect: ID, input})
  },
})
