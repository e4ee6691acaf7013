import {clockOf, type SetClock} from './boot-clock.js'
import type {BootSegment} from './boot-segment.js'
import {addTelling, belongs, bestMoment, type Cluster, clustersAgree, joinClusters} from './cluster.js'
import {type BootEpoch, compareMoments, gapBetween} from './moment.js'
import type {Telling} from './telling.js'

/** Order of clusters by their first moment. */
export const inTimeOrder = (a: Cluster, b: Cluster): number => compareMoments(a.first, b.first)

const onClock = (cluster: Cluster, set: SetClock): Cluster => ({
  ...cluster,
  first: set(cluster.first),
  tellings: cluster.tellings.map(telling => ({...telling, moment: set(telling.moment)})),
})

/** What the inputs read so far tell, and which of it this input has told already: each error has one counterpart per input. */
interface Candidates {
  readonly clusters: readonly Cluster[]
  readonly taken: Set<Cluster>
}

/** The best of the candidates not taken: strongest agreement, then nearest in time, then first. */
function best({clusters, taken}: Candidates, own: Cluster, score: (of: Cluster) => number): Cluster | undefined {
  let found: {readonly cluster: Cluster; readonly score: number; readonly seconds: number} | undefined
  for (const cluster of clusters) {
    if (taken.has(cluster)) continue
    const agreed = score(cluster)
    const seconds = gapBetween(cluster.first, own.first)?.seconds ?? 0
    if (
      agreed > 0 &&
      (found === undefined || agreed > found.score || (agreed === found.score && seconds < found.seconds))
    )
      found = {cluster, score: agreed, seconds}
  }
  return found?.cluster
}

const counterpart = (own: Cluster, candidates: Candidates): Cluster | undefined =>
  best(candidates, own, cluster => clustersAgree(cluster, own))

/** Where each telling belongs when a coarse clock had joined what finer ones tell apart; undefined unless all find a place. */
function homesOf(own: Cluster, candidates: Candidates): ReadonlyMap<Telling, Cluster> | undefined {
  if (own.tellings.length < 2 || own.further.length > 0) return undefined
  const homes = new Map<Telling, Cluster>()
  for (const telling of own.tellings) {
    const home = best(candidates, own, cluster => belongs(telling, cluster))
    if (home === undefined) return undefined
    homes.set(telling, home)
  }
  return homes
}

const inputsOf = ({tellings}: Cluster): ReadonlySet<number> => new Set(tellings.map(({input}) => input))

const shareInput = (a: Cluster, b: Cluster): boolean => {
  const known = inputsOf(a)
  return b.tellings.some(({input}) => known.has(input))
}

/** The error that two inputs tell too far apart from each other, each near enough to what `own` tells. */
const bridged = (own: Cluster, same: Cluster, {clusters, taken}: Candidates): Cluster | undefined =>
  clusters.find(
    other =>
      other !== same &&
      !taken.has(other) &&
      !shareInput(other, same) &&
      clustersAgree(other, own) > 0 &&
      clustersAgree(other, same) >= 0,
  )

function place(own: Cluster, candidates: Candidates, united: Cluster[]): void {
  const same = counterpart(own, candidates)
  if (same !== undefined) {
    const other = bridged(own, same, candidates)
    joinClusters(same, own)
    candidates.taken.add(same)
    if (other === undefined) return
    joinClusters(same, other)
    candidates.taken.add(other)
    united.splice(united.indexOf(other), 1)
    return
  }
  const homes = homesOf(own, candidates)
  if (homes === undefined) united.push(own)
  for (const [telling, home] of homes ?? []) {
    addTelling(home, telling)
    candidates.taken.add(home)
  }
}

/** Inputs with the kernel's own clock first: whole seconds join what microseconds tell apart. */
const finestFirst = (segments: readonly BootSegment[]): BootSegment[] =>
  [...segments].sort((a, b) => Number(a.highestUptime === undefined) - Number(b.highestUptime === undefined))

/** Joins what several inputs tell of one error; in time order. */
export function acrossInputs(segments: readonly BootSegment[], epoch: BootEpoch | undefined): Cluster[] {
  const united: Cluster[] = []
  for (const segment of finestFirst(segments)) {
    const candidates: Candidates = {clusters: [...united], taken: new Set()}
    const set = clockOf(segment, epoch)
    for (const own of segment.kept.map(cluster => onClock(cluster, set)).sort(inTimeOrder))
      place(own, candidates, united)
  }
  for (const cluster of united) cluster.first = bestMoment(cluster)
  return united.sort(inTimeOrder)
}
