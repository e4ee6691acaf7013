import type {MemoryError} from '../../errors/memory-error.js'

/** How far a fault reaches in a DIMM, as far as decoded coordinates tell. */
export type FaultModeName =
  | 'unknown'
  | 'cell'
  | 'row'
  | 'column'
  | 'bank'
  | 'multi-bank'
  | 'rank'
  | 'multi-rank'
  | 'channel'

/** The fault of one DIMM with what speaks for it. */
export interface FaultMode {
  readonly mode: FaultModeName
  /** Distinct cells (bank, row and column) the errors name. */
  readonly cells: number
  /** Errors that name a cell, of so many in all. */
  readonly located: number
  readonly errors: number
  /** Probability that so many unrelated cells would look like this, where the mode rests on what cells share. */
  readonly chance?: number
  readonly because: string
}

/** One distinct cell. */
export interface Cell {
  readonly rank: string
  readonly device: string
  readonly bank: string
  readonly row: number
  readonly column: number
}

/** Distinct cells kept of one DIMM: far more than any mode needs. */
const MOST_CELLS = 5000
/** Smallest DRAM of the last two decades: fewer rows and columns make chance likelier, never less likely. */
const FEWEST_ROWS = 2 ** 14
const FEWEST_COLUMNS = 2 ** 10
/** Above this a shared row or column may be chance. */
const CHANCE = 1e-3
/** Cells elsewhere that do not change what a fault of many cells is called: one in ten. */
const STRAY_SHARE = 0.1

function cellOf({dram}: MemoryError): Cell | undefined {
  const {bank, row, column, bankGroup, rank, chipSelect, device} = dram ?? {}
  if (bank === undefined || row === undefined || column === undefined) return undefined
  const text = (value: number | undefined) => (value === undefined ? '' : String(value))
  return {rank: text(rank ?? chipSelect), device: text(device), bank: `${text(bankGroup)}.${bank}`, row, column}
}

const distinct = <Key>(cells: readonly Cell[], of: (cell: Cell) => Key): number => new Set(cells.map(of)).size

interface Called {
  readonly mode: FaultModeName
  readonly because: string
  readonly chance?: number
}

/** Cells of one bank: all in one row or column, or neither. */
function callBank(cells: readonly Cell[]): Called {
  const [rows, columns] = [distinct(cells, ({row}) => row), distinct(cells, ({column}) => column)]
  const row = FEWEST_ROWS ** (1 - cells.length)
  const column = FEWEST_COLUMNS ** (1 - cells.length)
  if (rows === 1 && row < CHANCE)
    return {mode: 'row', chance: row, because: `${cells.length} cells of one row, in ${columns} columns`}
  if (columns === 1 && column < CHANCE)
    return {mode: 'column', chance: column, because: `${cells.length} cells of one column, in ${rows} rows`}
  return {mode: 'bank', because: `${cells.length} cells of one bank, in ${rows} rows and ${columns} columns`}
}

/** The bank with most cells, where the others hold only strays; else all banks. */
function withoutStrays(cells: readonly Cell[]): readonly Cell[] {
  const byBank = new Map<string, Cell[]>()
  for (const cell of cells) byBank.set(cell.bank, [...(byBank.get(cell.bank) ?? []), cell])
  const most = [...byBank.values()].reduce((a, b) => (b.length > a.length ? b : a), [])
  return cells.length - most.length <= most.length * STRAY_SHARE ? most : cells
}

function call(cells: readonly Cell[]): Called {
  const known = (name: 'rank' | 'device') =>
    distinct(
      cells.filter(cell => cell[name] !== ''),
      cell => cell[name],
    )
  if (cells.length === 1) return {mode: 'cell', because: 'every error that names its place names the same cell'}
  const [ranks, devices] = [known('rank'), known('device')]
  if (ranks > 1) return {mode: 'multi-rank', because: `${cells.length} cells in ${ranks} ranks`}
  if (devices > 1) return {mode: 'rank', because: `${cells.length} cells in ${devices} devices of one rank`}
  const main = withoutStrays(cells)
  const strays = cells.length - main.length
  const banks = distinct(main, ({bank}) => bank)
  if (banks > 1) return {mode: 'multi-bank', because: `${cells.length} cells in ${banks} banks`}
  const called = main.length === 1 ? {mode: 'cell' as const, because: 'one cell'} : callBank(main)
  return strays === 0 ? called : {...called, because: `${called.because}; ${strays} elsewhere`}
}

/** Distinct cells that errors name. */
export function cellsOf(errors: readonly MemoryError[]): {readonly cells: readonly Cell[]; readonly located: number} {
  const cells = new Map<string, Cell>()
  let located = 0
  for (const error of errors) {
    const cell = cellOf(error)
    if (cell === undefined) continue
    located++
    const key = `${cell.rank} ${cell.device} ${cell.bank} ${cell.row} ${cell.column}`
    if (cells.size < MOST_CELLS && !cells.has(key)) cells.set(key, cell)
  }
  return {cells: [...cells.values()], located}
}

const onWires = ({mca}: MemoryError): boolean => mca?.transaction === 'address-command'

/** What physical addresses alone tell: never a row, for addresses are interleaved over channels and banks. */
function unlocated(errors: readonly MemoryError[]): string {
  if (errors.some(({dram}) => dram?.row !== undefined || dram?.bank !== undefined))
    return 'the errors name bank or row, but not bank, row and column together'
  const pages = new Set(errors.flatMap(({address}) => (address === undefined ? [] : [address.value >> 12n])))
  return pages.size === 0
    ? 'no error names a place inside the DIMM'
    : `only physical addresses are known (${pages.size === 1 ? '1 page' : `${pages.size} pages`}); they are spread over channels and banks`
}

/** The fault mode of one DIMM from the coordinates its errors name: at least two distinct cells for anything wider than one. */
export function faultModeOf(errors: readonly MemoryError[]): FaultMode {
  const {cells, located} = cellsOf(errors)
  const support = {cells: cells.length, located, errors: errors.length}
  const wires = errors.filter(onWires).length
  if (wires > 0)
    return {
      mode: 'channel',
      ...support,
      because: `${wires} errors on the address and command wires, which the channel shares`,
    }
  if (cells.length === 0) return {mode: 'unknown', ...support, because: unlocated(errors)}
  return {...support, ...call(cells)}
}
