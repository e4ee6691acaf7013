import type {LayoutClaim} from './define-evidence.js'
import type {Provenance} from './layout.js'

/** Two sources at or above this that disagree are a conflict: neither may be waved aside. */
export const TRUSTED_CONFIDENCE = 0.8

/** Reads one field at a time from all claims; the most trusted source wins, disagreements are remembered. */
export interface ClaimReader {
  /** The field's value by the most trusted claim; undefined when no claim with provenance for `path` has it. */
  pick<Value>(path: string, read: (fields: LayoutClaim['fields']) => Value | undefined): Value | undefined
  /** Where the picked values came from, most trusted first for each field. */
  provenance(): readonly Provenance[]
  /** Paths on which trusted sources disagree. */
  conflicts(): readonly string[]
}

const covers = ({field}: Provenance, path: string): boolean =>
  field === path || field === '*' || path.startsWith(`${field}.`)

const same = (a: unknown, b: unknown): boolean => write(a) === write(b)
const write = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? `0x${part.toString(16)}` : part))

/** A reader over the claims of one boot. */
export function readClaims(claims: readonly LayoutClaim[]): ClaimReader {
  const used = new Map<string, Provenance>()
  const conflicts = new Set<string>()

  const candidates = <Value>(path: string, read: (fields: LayoutClaim['fields']) => Value | undefined) =>
    claims
      .flatMap(claim => {
        const value = read(claim.fields)
        const source = claim.provenance
          .filter(entry => covers(entry, path))
          .reduce<Provenance | undefined>(
            (best, entry) => (best && best.confidence >= entry.confidence ? best : entry),
            undefined,
          )
        return value === undefined || source === undefined ? [] : [{value, source}]
      })
      .sort((a, b) => b.source.confidence - a.source.confidence)

  const remember = (path: string, source: Provenance): void => {
    const field = source.field === '*' ? path : source.field
    used.set(`${field} ${source.from}`, {...source, field})
  }

  return {
    pick(path, read) {
      const [best, ...others] = candidates(path, read)
      if (best === undefined) return undefined
      remember(path, best.source)
      for (const {value, source} of others) {
        if (source.confidence < TRUSTED_CONFIDENCE || same(value, best.value)) continue
        conflicts.add(path)
        remember(path, source)
      }
      return best.value
    },
    provenance: () => [...used.values()],
    conflicts: () => [...conflicts],
  }
}
