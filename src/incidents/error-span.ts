import type {MemoryError} from '../errors/memory-error.js'

/** A span of physical addresses, `end` exclusive. */
export interface Span {
  readonly start: bigint
  readonly end: bigint
}

const LINE_BYTES = 64n
/** Wider spans say nothing of the place. */
const WIDEST_PLACE_BYTES = 1 << 30

/** The physical span a telling names, at least a cache line; undefined for none, another address space or a span that names no place. */
export function spanOf(error: MemoryError): Span | undefined {
  const {address} = error
  if (address === undefined || (address.kind !== 'system' && address.kind !== 'page-frame')) return undefined
  if (!(address.granularityBytes >= 1 && address.granularityBytes <= WIDEST_PLACE_BYTES)) return undefined
  const named = BigInt(Math.floor(address.granularityBytes))
  const size = named > LINE_BYTES ? named : LINE_BYTES
  const start = address.value - (address.value % size)
  return {start, end: start + size}
}

/** The line at an address of which only the value was printed: it may be physical, and matches then. */
export function possibleSpanOf(error: MemoryError): Span | undefined {
  const {address} = error
  if (address?.kind !== 'unknown') return spanOf(error)
  const start = address.value - (address.value % LINE_BYTES)
  return {start, end: start + LINE_BYTES}
}

/** True when two spans share a byte. */
export const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end

/** Page frame (4 KiB) of an error's physical address. */
export const frameOf = (error: MemoryError): bigint | undefined => {
  const span = spanOf(error)
  return span === undefined ? undefined : span.start >> 12n
}

/** True when the address is known but in a controller's own address space, so that other reporters' may differ. */
export const isNormalized = (error: MemoryError): boolean => error.address?.kind === 'normalized'
