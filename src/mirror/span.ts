import type {MemoryError} from '../errors/memory-error.js'
import type {ErrorSpan} from './define-rule.js'

/** Physical addresses of x86 have at most 52 bits; more are key bits of memory encryption or no address. */
const PHYSICAL_BITS = 52n
/** A span of half the address space names no place: least significant bit 63 in MISC. */
const WIDEST_BYTES = 2 ** 50

const isPowerOfTwo = (value: bigint): boolean => (value & (value - 1n)) === 0n

/**
 * The physical span an error may lie in, `end` exclusive. Undefined without an address, for addresses of another space
 * (AMD's channel addresses, device and linear ones), beyond 52 bits, or when the width says that nothing is known.
 */
export function spanOf({address}: Pick<MemoryError, 'address'>): ErrorSpan | undefined {
  if (address === undefined || (address.kind !== 'system' && address.kind !== 'page-frame')) return undefined
  const {value, granularityBytes} = address
  if (value < 0n || value >> PHYSICAL_BITS !== 0n || !(granularityBytes <= WIDEST_BYTES)) return undefined
  const width = BigInt(Math.max(1, Math.ceil(granularityBytes)))
  const start = isPowerOfTwo(width) ? value & ~(width - 1n) : value
  return {start, end: start + width}
}

const widthOf = ({start, end}: ErrorSpan): bigint => end - start

/** The span of the origin, else the narrowest that an uncorrected error of the same incident names. */
export function spanOfIncident(origin: MemoryError, others: readonly MemoryError[]): ErrorSpan | undefined {
  const own = spanOf(origin)
  if (own !== undefined) return own
  return others
    .flatMap(error => spanOf(error) ?? [])
    .reduce<ErrorSpan | undefined>(
      (best, span) => (best === undefined || widthOf(span) < widthOf(best) ? span : best),
      undefined,
    )
}

/** True when two spans share at least one byte. */
export const spansMeet = (a: ErrorSpan | undefined, b: ErrorSpan | undefined): boolean =>
  a !== undefined && b !== undefined && a.start < b.end && b.start < a.end
