import type {Block, Inline} from '../document.js'
import {group} from '../format.js'

type Row = readonly (readonly Inline[])[]

/** A table of which the head matters most. */
export interface Ranked {
  /** What the rows are, with their number: `31 machines with errors`. */
  readonly caption: string
  readonly head: readonly string[]
  readonly rows: readonly Row[]
  readonly numeric?: readonly number[]
}

/** Rows in sight, and rows that can be opened below them; machines read all in JSON. */
const IN_SIGHT = 15
const BELOW = 85

/** The first rows as a table, the next ones folded away, the rest counted. */
export function rankedTable({caption, head, rows, numeric = []}: Ranked): readonly Block[] {
  if (rows.length === 0) return []
  const table = (title: string, some: readonly Row[]): Block => ({
    block: 'table',
    caption: title,
    head,
    rows: some,
    numeric,
  })
  if (rows.length <= IN_SIGHT) return [table(caption, rows)]
  const next = rows.slice(IN_SIGHT, IN_SIGHT + BELOW)
  const left = rows.length - IN_SIGHT - next.length
  const rest = left === 0 ? '' : `; ${group(left)} more stand in the JSON form`
  const summary = `The next ${group(next.length)}${rest}`
  return [
    table(`${caption}: the first ${IN_SIGHT}`, rows.slice(0, IN_SIGHT)),
    {block: 'details', summary, blocks: [table(`${caption}, continued`, next)]},
  ]
}
