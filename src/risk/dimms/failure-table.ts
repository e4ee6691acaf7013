import type {FaultModeName} from './fault-mode.js'

/** What became of DIMMs that showed one pattern of corrected errors. */
interface TableRow {
  readonly dimms: number
  readonly failed: number
}

/** Where the figures below come from, and what they leave out. */
export const TABLE_SOURCE =
  'DIMMs with corrected errors in one operator’s DDR4 servers (two Intel platforms, 2024), followed for nine months, by their last six hours of corrected errors; published with M2-MFP (KDD 2025). DIMMs that fail without any corrected error are not among them'

/** All DIMMs of the table. */
export const ALL_DIMMS: TableRow = {dimms: 71_958, failed: 824}

/** By fault mode of the last six hours; several banks of a device, and what cannot be named more closely, as the table has them. */
export const BY_MODE: Readonly<Partial<Record<FaultModeName, TableRow>>> = {
  cell: {dimms: 46_686, failed: 123},
  row: {dimms: 9817, failed: 233},
  column: {dimms: 1789, failed: 76},
  bank: {dimms: 2311, failed: 137},
  'multi-bank': {dimms: 687, failed: 40},
  rank: {dimms: 3493, failed: 147},
  'multi-rank': {dimms: 3493, failed: 147},
}

/** By corrected errors of the last six hours: up to so many, and the likelihood ratio against all. */
export const BY_COUNT: readonly (readonly [upTo: number, ratio: number])[] = [
  [1, 0.23],
  [2, 1.1],
  [5, 1.9],
  [10, 3.2],
  [50, 3.8],
  [100, 7.1],
  [Number.POSITIVE_INFINITY, 9.5],
]

/** DIMMs whose errors spread over several data lines and several beats. */
export const MULTI_BIT: TableRow = {dimms: 8661, failed: 384}
