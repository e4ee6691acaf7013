import type {LedgerEntry, LedgerHost, Reading} from './ledger-entry.js'
import type {Unit} from './unit.js'

/** An input that could not be read whole. */
export interface RedRow {
  readonly name: string
  readonly reading: Exclude<Reading, 'read'>
  readonly because: string
  /** True when an earlier run could read it: what that found stays in the dataset. */
  readonly kept: boolean
}

/** A host of the final table. */
export interface BatchHost extends LedgerHost {
  /** Path of the input it was found in. */
  readonly input: string
}

/** What a run came to; inputs that were skipped as unchanged count as they were read before. */
export interface BatchTotals {
  readonly inputs: number
  readonly unchanged: number
  readonly readings: Readonly<Record<Reading, number>>
  readonly hosts: number
  readonly errors: number
  readonly incidents: number
  readonly outages: number
  /** The worst hosts, at most `MOST_ROWS`. */
  readonly worst: readonly BatchHost[]
  /** Inputs not read whole in the order of their names, at most `MOST_ROWS`; `readings` counts them all. */
  readonly red: readonly RedRow[]
}

/** How a batch ended. `stopped` says why the dataset could not be written on; what was done stays. */
export interface BatchResult {
  readonly totals: BatchTotals
  readonly stopped?: string
}

/** How a unit was settled: read now or unchanged, and where that failed, why. */
export interface Settled {
  readonly unit: Unit
  /** What the ledger holds of it. */
  readonly entry: LedgerEntry
  readonly unchanged: boolean
  /** The reading of this run, where the ledger keeps a better one of an earlier run. */
  readonly failed?: {readonly reading: RedRow['reading']; readonly because: string}
}

/** Rows kept of the two tables. */
const MOST_ROWS = 1000

const byWorst = (a: BatchHost, b: BatchHost): number =>
  b.outages - a.outages ||
  b.incidents - a.incidents ||
  b.errors - a.errors ||
  (a.id < b.id ? -1 : a.id > b.id ? 1 : a.input < b.input ? -1 : 1)

const byName = (a: RedRow, b: RedRow): number => (a.name < b.name ? -1 : 1)

/** Keeps the first rows in an order; sorts now and then, so that memory stays bounded. */
function createTop<Row>(order: (a: Row, b: Row) => number) {
  let rows: Row[] = []
  const cut = (): void => {
    rows = rows.sort(order).slice(0, MOST_ROWS)
  }
  return {
    add(row: Row): void {
      rows.push(row)
      if (rows.length >= 2 * MOST_ROWS) cut()
    },
    rows(): readonly Row[] {
      cut()
      return rows
    },
  }
}

/** Sums up a run as its units are settled, in any order. */
export function createTally() {
  const worst = createTop(byWorst)
  const red = createTop(byName)
  const readings: Record<Reading, number> = {read: 0, 'partly-read': 0, 'not-read': 0, 'broke-down': 0}
  const sums = {inputs: 0, unchanged: 0, hosts: 0, errors: 0, incidents: 0, outages: 0}

  return {
    add({entry, unchanged, failed}: Settled): void {
      const reading = failed?.reading ?? entry.reading
      readings[reading] += 1
      sums.inputs += 1
      if (unchanged) sums.unchanged += 1
      for (const name of ['hosts', 'errors', 'incidents', 'outages'] as const) sums[name] += entry[name]
      for (const host of entry.worst) worst.add({...host, input: entry.name})
      const because = failed?.because ?? entry.problems[0] ?? 'no reason was told'
      if (reading !== 'read') red.add({name: entry.name, reading, because, kept: failed !== undefined})
    },
    totals: (): BatchTotals => ({...sums, readings: {...readings}, worst: worst.rows(), red: red.rows()}),
  }
}
