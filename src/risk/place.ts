import type {MemoryError} from '../errors/memory-error.js'

/** Where an error sits, as far as it was told: names of coordinates with their values. */
export type Place = ReadonlyMap<string, string>

const COORDINATES = ['socket', 'imc', 'channel', 'slot', 'chipSelect'] as const
/** Coordinates that say which DIMM or channel, or at least which bank of machine-check registers. */
const TELLING = ['label', 'channel', 'slot', 'chipSelect', 'bank']
const PAGE_BITS = 12n

/** DIMM, channel and register bank of an incident's errors; where errors differ, nothing is said of that coordinate. */
export function placeOf(errors: readonly MemoryError[]): Place {
  const seen = new Map<string, Set<string>>()
  const note = (name: string, value: string | number | undefined): void => {
    if (value !== undefined) seen.set(name, (seen.get(name) ?? new Set()).add(String(value)))
  }
  for (const {dram, registers} of errors) {
    note('label', dram?.label)
    for (const name of COORDINATES) note(name, dram?.[name])
    if (dram === undefined) note('bank', registers.bank)
    if (dram?.socket === undefined) note('socket', registers.socket)
  }
  return new Map(
    [...seen].flatMap(([name, values]) => (values.size === 1 ? [[name, [...values].join()] as const] : [])),
  )
}

/** True when two places share something that tells a DIMM, channel or bank and contradict each other in nothing, or both say nothing. */
export function samePlace(a: Place, b: Place): boolean {
  const tellsA = TELLING.some(name => a.has(name))
  const tellsB = TELLING.some(name => b.has(name))
  if (!tellsA || !tellsB) return tellsA === tellsB
  const shared = [...a].filter(([name]) => b.has(name))
  return shared.every(([name, value]) => b.get(name) === value) && shared.some(([name]) => TELLING.includes(name))
}

/** Pages and rows the errors name: what recurs across a boot is the same fault. */
export function cellsOf(errors: readonly MemoryError[]): ReadonlySet<string> {
  const cells = errors.flatMap(({address, dram}) => {
    const page = address?.kind === 'system' ? [`page ${address.value >> PAGE_BITS}`] : []
    const {socket, imc, channel, slot, label, rank, bank, row} = dram ?? {}
    const named = label !== undefined || channel !== undefined
    return row === undefined || !named
      ? page
      : [...page, `row ${[socket, imc, channel, slot, label, rank, bank, row].join(' ')}`]
  })
  return new Set(cells)
}
