import type {Severity} from '../errors/memory-error.js'
import type {SourcePosition} from '../logs/log-line.js'
import {agree} from './agreement.js'
import {compareMoments, type Moment} from './moment.js'
import {AGAINST} from './nearness.js'
import {isEcho, type Telling} from './telling.js'

/** Tellings kept whole per error; of further ones (a broadcast over hundreds of CPUs) only positions are kept. */
const MOST_TELLINGS = 24
const MOST_POSITIONS = 400

/** One distinct error in the making: everything that was recognised as telling of it. */
export interface Cluster {
  readonly tellings: Telling[]
  /** Positions of tellings beyond `MOST_TELLINGS`. */
  readonly further: SourcePosition[]
  first: Moment
  /** Every record is the empty echo of another CPU's exception. */
  readonly echo: boolean
  /** Echoes of other CPUs that were folded into it. */
  echoes: number
  /** Doubts and derivations that arose while joining. */
  readonly remarks: string[]
  /** Class that the lines around it show, where no line states one. */
  inferred?: Severity
  /** True when a reset carried the record into a later boot, or firmware told it there. */
  survivedReset: boolean
  /** True when only a later boot told it, and it was put into the boot it happened in. */
  movedBack?: boolean
}

/** A cluster of one telling. */
export const startCluster = (telling: Telling): Cluster => ({
  tellings: [telling],
  further: [],
  first: telling.moment,
  echo: isEcho(telling),
  echoes: 0,
  remarks: [],
  survivedReset: false,
})

/** Adds a telling; beyond the bound only its positions. */
export function addTelling(cluster: Cluster, telling: Telling): void {
  if (compareMoments(telling.moment, cluster.first) < 0) cluster.first = telling.moment
  const known = cluster.tellings.some(other => other.record === telling.record)
  if (known) return
  if (cluster.tellings.length < MOST_TELLINGS) cluster.tellings.push(telling)
  else if (cluster.further.length < MOST_POSITIONS)
    cluster.further.push(...telling.record.evidence.map(line => line.position))
}

/** Adds all that `other` holds. */
export function joinClusters(into: Cluster, other: Cluster): void {
  for (const telling of other.tellings) addTelling(into, telling)
  for (const position of other.further) if (into.further.length < MOST_POSITIONS) into.further.push(position)
  for (const remark of other.remarks) if (!into.remarks.includes(remark)) into.remarks.push(remark)
  into.echoes += other.echoes
  if (other.survivedReset) into.survivedReset = true
}

/** Folds another CPU's empty echo in: it proves the exception, and has nothing else to say. */
export function foldEcho(into: Cluster, echo: Cluster): void {
  into.echoes += echo.tellings.length
  for (const {record} of echo.tellings)
    if (into.further.length < MOST_POSITIONS) into.further.push(...record.evidence.map(line => line.position))
}

/** How strongly a telling belongs to a cluster; below 1 it does not. One contradiction outweighs everything. */
export function belongs(telling: Telling, cluster: Cluster): number {
  let best = 0
  for (const other of cluster.tellings) {
    const score = agree(telling, other)
    if (score === AGAINST) return AGAINST
    if (score > best) best = score
  }
  return best
}

/** How strongly two clusters tell one error; below 1 they do not. */
export function clustersAgree(a: Cluster, b: Cluster): number {
  let best = 0
  for (const telling of b.tellings) {
    const score = belongs(telling, a)
    if (score === AGAINST) return AGAINST
    if (score > best) best = score
  }
  return best
}

/** How good a clock is: a zoned wall clock with the kernel's own stamp beside it first, no clock last. */
const clockRank = ({wallMs, basis, uptime}: Moment): number =>
  (wallMs === undefined ? 4 : basis === 'zoned' ? 0 : 2) + (uptime === undefined ? 1 : 0)

/** The earliest moment of those with the best clock. */
export function bestMoment(cluster: Cluster): Moment {
  return cluster.tellings
    .map(({moment}) => moment)
    .reduce((best, next) => {
      const rank = clockRank(next) - clockRank(best)
      return rank < 0 || (rank === 0 && compareMoments(next, best) < 0) ? next : best
    }, cluster.first)
}

/** First telling whose voice is one of a record that names registers, sections or a place, else the first. */
export function chiefTelling(cluster: Cluster): Telling | undefined {
  for (const voice of ['registers', 'cper', 'synthetic', 'edac', 'page'] as const) {
    const found = cluster.tellings.find(telling => telling.voice === voice)
    if (found !== undefined) return found
  }
  return undefined
}

/** True when some record of the error was a machine-check exception. */
export const isException = (cluster: Cluster): boolean =>
  cluster.echoes > 0 ||
  cluster.tellings.some(({record}) => record.kind === 'machine-check' && record.exception === true)
