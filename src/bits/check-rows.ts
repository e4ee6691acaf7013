/** A span of bits or bytes with its name, lowest position and the number of positions it covers. */
export interface Row {
  readonly name: string
  readonly start: number
  readonly length: number
}

/**
 * Refuses tables whose rows overlap, hang over the end or leave a position uncovered. Throws an error that names the
 * table and the row, because wrong tables must not load.
 */
export function checkRows(table: string, unit: 'bit' | 'byte', total: number, rows: readonly Row[]): void {
  const owner: (string | undefined)[] = Array.from({length: total})
  for (const {name, start, length} of rows) {
    const whole = Number.isInteger(start) && Number.isInteger(length)
    if (!whole || start < 0 || length < 1 || start + length > total)
      throw new Error(`${table}: row ${name} does not fit into ${total} ${unit}s (from ${start}, ${length} long)`)
    for (let at = start; at < start + length; at++) {
      if (owner[at] !== undefined) throw new Error(`${table}: row ${name} overlaps row ${owner[at]} at ${unit} ${at}`)
      owner[at] = name
    }
  }
  const gap = owner.indexOf(undefined)
  if (gap >= 0) throw new Error(`${table}: no row covers ${unit} ${gap}; reserved ranges are rows too`)
}

/** Refuses a table without document, section and revision. */
export function checkSource(table: string, source: string): void {
  if (source.trim() === '') throw new Error(`${table}: 'source' is empty; name the document, its section and revision`)
}
