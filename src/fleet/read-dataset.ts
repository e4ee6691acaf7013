import {createReadStream} from 'node:fs'
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import type {Analysis} from '../report/analysis.js'
import {readAnalysis} from '../report/json.js'
import {type ErrorRow, parseErrorRow} from './error-row.js'
import {hostKey} from './host-key.js'
import type {LedgerEntry} from './ledger-entry.js'

/** Lines of a table of the dataset, one at a time; none when the entry names no such table. */
async function* linesOf(out: string, part: LedgerEntry['parts']['errors']): AsyncIterable<string> {
  if (part === undefined) return
  const input = createReadStream(join(out, part.file))
  for await (const line of createInterface({input, crlfDelay: Number.POSITIVE_INFINITY})) yield line
}

/** Every error of a unit. */
export async function* errorsOf(out: string, {parts}: LedgerEntry): AsyncIterable<ErrorRow> {
  for await (const line of linesOf(out, parts.errors)) {
    const row = parseErrorRow(line)
    if (row !== undefined) yield row
  }
}

const HOST_HEAD = /^\{"unit":"\w+","id":("(?:[^"\\]|\\.)*")/

/** In how many units each machine appears; only those in more than one are kept. */
export async function hostsInSeveral(out: string, ledger: AsyncIterable<LedgerEntry>): Promise<ReadonlySet<string>> {
  const once = new Set<string>()
  const several = new Set<string>()
  for await (const entry of ledger)
    for await (const line of linesOf(out, entry.parts.hosts)) {
      const [, quoted] = HOST_HEAD.exec(line) ?? []
      if (quoted === undefined) continue
      const {key} = hostKey({id: String(JSON.parse(quoted))}, entry)
      if (once.has(key)) several.add(key)
      else once.add(key)
    }
  return several
}

/** The analysis of a unit; undefined when it has none. Throws when its file is not what was written. */
export async function analysisOf(out: string, {parts}: LedgerEntry): Promise<Analysis | undefined> {
  if (parts.analyses === undefined) return undefined
  return readAnalysis(JSON.parse(await readFile(join(out, parts.analyses.file), 'utf8')))
}
