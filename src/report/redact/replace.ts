import type {Replacement} from './find-names.js'

const byPlace = (a: Replacement, b: Replacement): number => a.start - b.start || b.end - a.end

const length = ({start, end}: Replacement): number => end - start

/** Overlapping stretches become one, under the pseudonym of the longest: nothing of either stays. */
function joined(replacements: readonly Replacement[]): readonly Replacement[] {
  const apart: Replacement[] = []
  for (const next of [...replacements].sort(byPlace)) {
    const last = apart.at(-1)
    if (last === undefined || next.start >= last.end) apart.push(next)
    else {
      const {by} = length(next) > length(last) ? next : last
      apart[apart.length - 1] = {start: last.start, end: Math.max(last.end, next.end), by}
    }
  }
  return apart
}

/** The text with every stretch replaced. */
export function replaceAll(text: string, replacements: readonly Replacement[]): string {
  if (replacements.length === 0) return text
  let written = ''
  let from = 0
  for (const {start, end, by} of joined(replacements)) {
    written += text.slice(from, start) + by
    from = end
  }
  return written + text.slice(from)
}
