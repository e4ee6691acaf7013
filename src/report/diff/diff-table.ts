import type {Block, Inline} from '../document.js'
import {group, printable, shorten} from '../format.js'

/** Rows shown of each table; the rest is counted. */
const SHOWN = 40
const TEXT = 80

/** Cells of one row. */
export type Row = readonly (readonly Inline[])[]

/** One cell of text from a log; a dash where there is none. */
export const text = (value: string | undefined): readonly Inline[] => [
  value === undefined ? '–' : shorten(printable(value), TEXT),
]

/** A table whose rows beyond the first so many are counted; nothing without rows. */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly Row[],
  numeric: readonly number[] = [],
): readonly Block[] {
  if (rows.length === 0) return []
  const left = rows.length - SHOWN
  return [
    {block: 'table', caption, head, rows: rows.slice(0, SHOWN), numeric},
    ...(left > 0 ? [{block: 'paragraph' as const, text: [`And ${group(left)} more, listed in the JSON.`]}] : []),
  ]
}
