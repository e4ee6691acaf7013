import type {MemoryError} from '../errors/memory-error.js'
import type {Incident} from '../incidents/incident.js'
import type {PairState} from './define-rule.js'
import type {MirrorLayout} from './layout.js'
import {liesOn, relate} from './place.js'
import type {RedundancyChange} from './redundancy.js'

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

/** A loss that the log shows earlier in the same boot; on another pair it does not count. */
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
}

/** What a sensor or firmware said last before the incident, in its boot; which pair it means is seldom told. */
function sensedState({startMs, bootIndex}: Incident, changes: readonly RedundancyChange[]): PairState | undefined {
  const last = changes.findLast(
    ({atMs, bootIndex: boot}) => boot === bootIndex && atMs !== undefined && startMs !== undefined && atMs <= startMs,
  )
  if (last?.state !== 'degraded' && last?.state !== 'whole') return undefined
  return {state: last.state, tied: false, because: last.because, ...(last.at === undefined ? {} : {since: last.at})}
}

/**
 * State of the redundancy when the incident began, by mirror events before it: `whole` only on evidence, `unknown`
 * where nothing was seen, since firmware may keep mirror events to itself. A reboot sets the mirror up anew.
 */
export function pairStateAt(
  incident: Incident,
  origin: MemoryError,
  {observed, changes}: Signs,
  layout: MirrorLayout,
): PairState {
  const before = observed.filter(error => !incident.errors.includes(error) && isBefore(error, origin) === true)
  const sameBoot = before.filter(({bootIndex}) => bootIndex === origin.bootIndex)
  const losses = sameBoot.filter(({mirrorEvidence}) => LOSES_A_COPY.has(mirrorEvidence))
  const lost = statedLoss(incident, origin, layout) ?? seenLoss(origin, losses, layout)
  if (lost !== undefined) return lost
  const told = sensedState(incident, changes)
  if (told !== undefined) return told
  const repaired = sameBoot.some(
    error => error.mirrorEvidence === 'scrubbed' && relate(error, origin, layout) !== 'other-pair',
  )
  if (repaired) return {state: 'whole', tied: false, because: 'the mirror was seen at work earlier in this boot'}
  const earlierLoss = before.some(({mirrorEvidence}) => LOSES_A_COPY.has(mirrorEvidence))
  if (earlierLoss)
    return {
      state: 'unknown',
      tied: false,
      because: 'a copy was lost in an earlier boot; a reboot usually sets the mirror up anew',
    }
  return {state: 'unknown', tied: false}
}
