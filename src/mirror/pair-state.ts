import type {MemoryError} from '../errors/memory-error.js'
import type {Incident} from '../incidents/incident.js'
import type {PairState} from './define-rule.js'
import {isSameRun} from './firmware-runs.js'
import type {MirrorLayout} from './layout.js'
import {liesOn, relate} from './place.js'
import type {RedundancyChange} from './redundancy-change.js'

/** True when `a` was told before `b`, on the best clock the two share; undefined when they share none. */
export function isBefore(a: MemoryError, b: MemoryError): boolean | undefined {
  if (a.bootIndex !== b.bootIndex) return a.bootIndex < b.bootIndex
  if (a.epochMs !== undefined && b.epochMs !== undefined) return a.epochMs <= b.epochMs
  if (a.uptimeSeconds !== undefined && b.uptimeSeconds !== undefined) return a.uptimeSeconds <= b.uptimeSeconds
  const [from, to] = [a.positions[0], b.positions[0]]
  return from !== undefined && to !== undefined && from.input === to.input
    ? from.byteOffset <= to.byteOffset
    : undefined
}

const LOSES_A_COPY: ReadonlySet<MemoryError['mirrorEvidence']> = new Set(['failover', 'broken'] as const)

const whenOf = (error: MemoryError): {readonly since?: string} => (error.time === undefined ? {} : {since: error.time})

/** A loss that the layout itself states, before the incident began. */
function statedLoss(incident: Incident, origin: MemoryError, {failover}: MirrorLayout): PairState | undefined {
  const before = (failover?.degraded ?? []).filter(
    ({since}) => incident.startMs === undefined || Date.parse(since) <= incident.startMs,
  )
  const found =
    before.find(({scope}) => liesOn(scope, origin)) ?? before.find(({scope}) => liesOn(scope, origin) === undefined)
  if (found === undefined) return undefined
  return {
    state: 'degraded',
    since: found.since,
    tied: liesOn(found.scope, origin) === true,
    because: found.evidence ?? 'the layout states that a copy was lost before',
  }
}

/** A loss that the log shows earlier in the same run of the firmware; on another pair it does not count. */
function seenLoss(origin: MemoryError, losses: readonly MemoryError[], layout: MirrorLayout): PairState | undefined {
  const near = losses.map(loss => ({loss, relation: relate(loss, origin, layout)}))
  const tied = near.find(({relation}) => relation === 'same-channel' || relation === 'same-pair')
  const found = tied ?? near.find(({relation}) => relation === 'unknown')
  if (found === undefined) return undefined
  return {
    state: 'degraded',
    ...whenOf(found.loss),
    tied: tied !== undefined,
    because: 'the log shows that a mirror gave up one copy before',
  }
}

/** Signs of how the redundancy stands: mirror records, and what sensors and firmware said, in time order. */
export interface Signs {
  readonly observed: readonly MemoryError[]
  readonly changes: readonly RedundancyChange[]
  /** For each boot the first one of its run of the firmware; every boot its own when absent. */
  readonly runs?: readonly number[]
}

/** What sensors and firmware said before the incident, in its run of the firmware. */
const toldBefore = ({startMs, bootIndex}: Incident, {changes, runs = []}: Signs): readonly RedundancyChange[] =>
  changes.filter(
    ({atMs, bootIndex: boot}) =>
      isSameRun(runs, boot, bootIndex) && atMs !== undefined && startMs !== undefined && atMs <= startMs,
  )

/** What a sensor or firmware said last; which pair it means is seldom told. */
function sensedState(told: readonly RedundancyChange[]): PairState | undefined {
  const last = told.at(-1)
  if (last?.state !== 'degraded' && last?.state !== 'whole') return undefined
  return {state: last.state, tied: false, because: last.because, ...(last.at === undefined ? {} : {since: last.at})}
}

/** True when both copies were there again after a loss: a repair of the same pair, or a sensor that says so. */
const isMended = (
  loss: MemoryError,
  repairs: readonly MemoryError[],
  told: readonly RedundancyChange[],
  layout: MirrorLayout,
): boolean =>
  repairs.some(repair => {
    const relation = relate(repair, loss, layout)
    return isBefore(loss, repair) === true && (relation === 'same-channel' || relation === 'same-pair')
  }) ||
  told.some(
    ({state, atMs}) => state === 'whole' && atMs !== undefined && loss.epochMs !== undefined && atMs > loss.epochMs,
  )

/**
 * State of the redundancy when the incident began, by mirror events before it: `whole` only on evidence, `unknown`
 * where nothing was seen, since firmware may keep mirror events to itself. A reboot sets the mirror up anew.
 */
export function pairStateAt(incident: Incident, origin: MemoryError, signs: Signs, layout: MirrorLayout): PairState {
  const before = signs.observed.filter(error => !incident.errors.includes(error) && isBefore(error, origin) === true)
  const sameRun = before.filter(({bootIndex}) => isSameRun(signs.runs ?? [], bootIndex, origin.bootIndex))
  const repairs = sameRun.filter(({mirrorEvidence}) => mirrorEvidence === 'scrubbed')
  const said = toldBefore(incident, signs)
  const losses = sameRun.filter(
    error => LOSES_A_COPY.has(error.mirrorEvidence) && !isMended(error, repairs, said, layout),
  )
  const lost = statedLoss(incident, origin, layout) ?? seenLoss(origin, losses, layout)
  if (lost !== undefined) return lost
  const told = sensedState(said)
  if (told !== undefined) return told
  if (repairs.some(error => relate(error, origin, layout) !== 'other-pair'))
    return {state: 'whole', tied: false, because: 'the mirror was seen at work earlier in this boot'}
  const earlierLoss = before.some(({mirrorEvidence}) => LOSES_A_COPY.has(mirrorEvidence))
  if (earlierLoss)
    return {
      state: 'unknown',
      tied: false,
      because: 'a copy was lost in an earlier boot; a reboot usually sets the mirror up anew',
    }
  return {state: 'unknown', tied: false}
}
