import type {Analysis, AnalysisHost} from '../analysis.js'

/** One machine before and after; one side is absent where only one analysis tells of it. */
export interface HostPair {
  readonly before?: AnalysisHost
  readonly after?: AnalysisHost
}

const shortName = (id: string): string => id.toLowerCase().split('.', 1)[0] ?? ''

const isNamed = ({id}: AnalysisHost): boolean => id !== '' && id !== 'unknown'

/** Same name, the same name without its domain, or one side's machine has none and is the only one left. */
export function pairHosts(
  {hosts: before}: Pick<Analysis, 'hosts'>,
  {hosts: after}: Pick<Analysis, 'hosts'>,
): readonly HostPair[] {
  const left = new Set(after)
  const pairs: {before: AnalysisHost; after?: AnalysisHost}[] = before.map(host => ({before: host}))
  const pairBy = (isSame: (a: AnalysisHost, b: AnalysisHost) => boolean): void => {
    for (const pair of pairs) {
      if (pair.after !== undefined) continue
      const found = [...left].find(host => isSame(pair.before, host))
      if (found === undefined) continue
      pair.after = found
      left.delete(found)
    }
  }
  pairBy((a, b) => a.id === b.id)
  pairBy((a, b) => isNamed(a) && shortName(a.id) === shortName(b.id))
  const lone = pairs.filter(pair => pair.after === undefined)
  // Two collections of one machine each: where one log names no machine, it is the other's.
  if (lone.length === 1 && left.size === 1) pairBy((a, b) => !isNamed(a) || !isNamed(b))
  return [...pairs, ...[...left].map(host => ({after: host}))]
}
