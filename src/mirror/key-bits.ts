import type {PlatformFact} from '../records/platform-fact.js'
import type {ErrorSpan} from './define-rule.js'
import type {MirrorLayout} from './layout.js'

/** Widths of physical addresses of processors with keyed memory encryption, key bits included. */
const WIDTHS = [46, 47, 48, 49, 50, 51, 52] as const

/** Bits of a physical address that hold the number of an encryption key; 0 where the kernel tells of no keys. */
export function keyBitsOf(facts: readonly PlatformFact[]): number {
  const keys = facts.flatMap(fact => (fact.fact === 'memory-keys' ? [fact.keys] : [])).at(-1) ?? 0
  return Math.ceil(Math.log2(keys + 1))
}

const liesIn = ({start}: ErrorSpan, {regions}: MirrorLayout): boolean =>
  regions.some(region => start >= region.start && start < region.end)

/** The span with key bits at the top of so wide an address taken off. */
const strip = ({start, end}: ErrorSpan, bits: number, width: number): ErrorSpan => {
  const low = start & ((1n << BigInt(width - bits)) - 1n)
  return {start: low, end: low + (end - start)}
}

/**
 * A span outside of all known memory, without the encryption key's number in its topmost bits, where only one reading
 * lies in memory (the log does not tell the width of addresses); else the span as it is.
 */
export function withoutKeyBits(span: ErrorSpan | undefined, bits: number, layout: MirrorLayout): ErrorSpan | undefined {
  if (span === undefined || bits === 0 || liesIn(span, layout)) return span
  const readings = WIDTHS.map(width => strip(span, bits, width)).filter(reading => liesIn(reading, layout))
  const [first] = readings
  return first !== undefined && readings.every(({start}) => start === first.start) ? first : span
}
