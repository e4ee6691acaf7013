import type {MemoryError} from '../errors/memory-error.js'
import type {MirrorLayout, MirrorPair} from './layout.js'
import {spanOf, spansMeet} from './span.js'

/** How the places of two errors stand to each other, as seen from a mirror pair. */
export type PlaceRelation = 'same-channel' | 'same-pair' | 'other-pair' | 'unknown'

/** Numbers that name a channel within a host. */
interface Channel {
  readonly socket?: number
  readonly imc?: number
  readonly channel?: number
}

const socketOf = ({dram, registers}: MemoryError): number | undefined => dram?.socket ?? registers.socket

const channelOf = (error: MemoryError): Channel => {
  const socket = socketOf(error)
  const {imc, channel} = error.dram ?? {}
  return {
    ...(socket === undefined ? {} : {socket}),
    ...(imc === undefined ? {} : {imc}),
    ...(channel === undefined ? {} : {channel}),
  }
}

const differ = (a: number | undefined, b: number | undefined): boolean => a !== undefined && b !== undefined && a !== b
const equal = (a: number | undefined, b: number | undefined): boolean => a !== undefined && a === b

/** Models before Xeon 6 pair channels of one controller (Linux sb_edac.c; Lenovo population guides). */
const PAIRS_WITHIN_CONTROLLER = /^intel-(?:haswell|broadwell|skylake|cascadelake|cooperlake|icelake)/

/** True when both copies are known to sit behind one controller, by the layout or by the model. */
export const pairsWithinController = ({pairing}: MirrorLayout, error: MemoryError): boolean => {
  const granularity = pairing?.granularity ?? 'unknown'
  if (granularity === 'channel-same-imc') return true
  return granularity === 'unknown' && PAIRS_WITHIN_CONTROLLER.test(error.cpuModel ?? '')
}

const holds = (pair: MirrorPair, {socket, imc, channel}: Channel): boolean =>
  pair.socket === socket &&
  (pair.imc === undefined || (imc !== undefined && pair.imc.includes(imc))) &&
  (pair.channels === undefined || (channel !== undefined && pair.channels.includes(channel)))

/** True when the error lies on one of the channels; false when it does not; undefined when its place is not known well enough. */
export function liesOn(pair: MirrorPair, error: MemoryError): boolean | undefined {
  const own = channelOf(error)
  if (own.socket === undefined || (pair.imc !== undefined && own.imc === undefined)) return undefined
  if (pair.channels !== undefined && own.channel === undefined) return undefined
  return holds(pair, own)
}

function byPairs(a: Channel, b: Channel, {pairing}: MirrorLayout): PlaceRelation | undefined {
  const pair = pairing?.pairs?.find(candidate => holds(candidate, a))
  if (pair === undefined || b.channel === undefined) return undefined
  return holds(pair, b) ? 'same-pair' : 'other-pair'
}

const sameCell = (a: MemoryError, b: MemoryError): boolean =>
  (a.dram?.label !== undefined && a.dram.label === b.dram?.label) || spansMeet(spanOf(a), spanOf(b))

/** Compares two errors of one host: same channel, twin channels of one pair, another pair, or not known. */
export function relate(a: MemoryError, b: MemoryError, layout: MirrorLayout): PlaceRelation {
  if (sameCell(a, b)) return 'same-channel'
  const [left, right] = [channelOf(a), channelOf(b)]
  if (differ(left.socket, right.socket)) return 'other-pair'
  const sameController = equal(left.imc, right.imc)
  if (sameController && equal(left.channel, right.channel) && equal(left.socket, right.socket)) return 'same-channel'
  const paired = byPairs(left, right, layout)
  if (paired !== undefined) return paired
  return differ(left.imc, right.imc) && pairsWithinController(layout, a) ? 'other-pair' : 'unknown'
}
