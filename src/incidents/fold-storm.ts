import type {MemoryError} from '../errors/memory-error.js'
import type {SourcePosition} from '../logs/log-line.js'
import {type Cluster, chiefTelling} from './cluster.js'
import {compareMoments, type Moment} from './moment.js'

/** Errors of one place and severity kept whole per boot; the rest is counted. Memory per place is bounded by these. */
export const MOST_CORRECTED_PER_PLACE = 200
/** Uncorrected ones are told apart longer. */
const MOST_UNCORRECTED_PER_PLACE = 1000
/** Places told apart per boot and input; errors of further places are counted as one. */
const MOST_PLACES = 500

/** Errors of one place and severity beyond the bound: counted, first and last position kept. */
export interface Storm {
  readonly place: string
  /** First folded error: stands for the others' fields. */
  readonly sample: Cluster
  /** Error records folded. */
  records: number
  /** Sum of the counts in them; a lower bound. */
  count: number
  first: Moment
  last: Moment
  readonly firstPosition: SourcePosition | undefined
  lastPosition: SourcePosition | undefined
}

/** Where an error happened, as narrowly as its records say without the address: DIMM, channel, bank, else who told it. */
export function placeOf(error: MemoryError): string {
  const {dram, registers} = error
  if (dram?.label !== undefined && dram.label !== '') return `dimm ${dram.label}`
  if (dram?.channel !== undefined || dram?.chipSelect !== undefined) {
    const controller = dram.imc ?? (registers.bank === undefined ? '?' : `bank${registers.bank}`)
    const path = [dram.socket ?? registers.socket, controller, dram.channel, dram.slot, dram.chipSelect]
    return `channel ${path.map(n => n ?? '?').join(':')}`
  }
  if (registers.bank !== undefined) return `bank ${registers.socket ?? '?'}:${registers.bank}`
  return `unlocated ${error.unit}`
}

const limitOf = (error: MemoryError): number =>
  error.severity === 'corrected' || error.severity === 'informational'
    ? MOST_CORRECTED_PER_PLACE
    : MOST_UNCORRECTED_PER_PLACE

const positionOf = (cluster: Cluster): SourcePosition | undefined => chiefTelling(cluster)?.record.evidence[0]?.position

/** What folding needs of a boot segment. */
interface StormShelf {
  readonly kept: Cluster[]
  readonly keptAt: Map<string, number>
  readonly storms: Map<string, Storm>
}

const placeKey = (error: MemoryError, shelf: StormShelf): string => {
  const key = `${placeOf(error)} ${error.severity}`
  return shelf.keptAt.has(key) || shelf.keptAt.size < MOST_PLACES ? key : `elsewhere ${error.severity}`
}

/** Errors a cluster stands for: the largest count that any of its reporters printed. */
const countOf = ({tellings}: Cluster): number =>
  Math.max(1, ...tellings.map(({error}) => error.occurrences?.count ?? 1))

function countInto(storm: Storm, cluster: Cluster): void {
  storm.records += 1
  storm.count += countOf(cluster)
  if (compareMoments(cluster.first, storm.first) < 0) storm.first = cluster.first
  if (compareMoments(cluster.first, storm.last) > 0) storm.last = cluster.first
  storm.lastPosition = positionOf(cluster)
}

/** Keeps a settled error whole, or counts it into its place's storm when the place has its fill. */
export function shelve(shelf: StormShelf, cluster: Cluster): void {
  const error = chiefTelling(cluster)?.error
  if (error === undefined || cluster.tellings.every(({weak}) => weak)) return
  const key = placeKey(error, shelf)
  const kept = shelf.keptAt.get(key) ?? 0
  if (kept < limitOf(error)) {
    shelf.keptAt.set(key, kept + 1)
    shelf.kept.push(cluster)
    return
  }
  const position = positionOf(cluster)
  const storm = shelf.storms.get(key) ?? {
    place: key,
    sample: cluster,
    records: 0,
    count: 0,
    first: cluster.first,
    last: cluster.first,
    firstPosition: position,
    lastPosition: position,
  }
  countInto(storm, cluster)
  shelf.storms.set(key, storm)
}
