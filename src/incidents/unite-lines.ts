import type {PlatformFact} from '../records/platform-fact.js'
import {clockOf} from './boot-clock.js'
import type {Aside, BootSegment} from './boot-segment.js'
import type {Storm} from './fold-storm.js'
import {type BootEpoch, compareMoments, gapBetween} from './moment.js'

/** Storms of one place: inputs that tell of the same time count once, the largest; rotated files add up. */
export function uniteStorms(segments: readonly BootSegment[]): Storm[] {
  const united = new Map<string, Storm>()
  for (const [place, storm] of segments.flatMap(segment => [...segment.storms])) {
    const known = united.get(place)
    if (known === undefined) united.set(place, storm)
    else if (compareMoments(storm.first, known.last) > 0 || compareMoments(known.first, storm.last) > 0) {
      united.set(place, {
        ...known,
        records: known.records + storm.records,
        count: known.count + storm.count,
        last: storm.last,
        lastPosition: storm.lastPosition,
      })
    } else if (storm.count > known.count) united.set(place, storm)
  }
  return [...united.values()]
}

const bodyOf = ({
  envelope: _e,
  evidence: _v,
  dialect: _d,
  reporterSays: _r,
  partial: _p,
  ...body
}: PlatformFact): string =>
  JSON.stringify(body, (_key, value) => (typeof value === 'bigint' ? value.toString(16) : value))

/** Facts of all inputs, each once; a fact that one input prints twice stays twice. */
export function uniteFacts(segments: readonly BootSegment[]): PlatformFact[] {
  if (segments.length === 1) return [...(segments[0]?.facts ?? [])]
  const known = new Set<string>()
  const united: PlatformFact[] = []
  for (const {facts} of segments) {
    const bodies = facts.map(bodyOf)
    for (const [index, fact] of facts.entries()) if (!known.has(bodies[index] ?? '')) united.push(fact)
    for (const body of bodies) known.add(body)
  }
  return united
}

/** Asides of all inputs in time order; the same line shown by two inputs once. */
export function uniteAsides<A extends Aside>(
  segments: readonly BootSegment[],
  epoch: BootEpoch | undefined,
  pick: (segment: BootSegment) => readonly A[],
): A[] {
  const united: A[] = []
  for (const segment of segments) {
    const set = clockOf(segment, epoch)
    const before = [...united]
    for (const aside of pick(segment)) {
      const own = {...aside, moment: set(aside.moment)}
      if (!before.some(other => sameAside(other, own))) united.push(own)
    }
  }
  return united.sort((a, b) => compareMoments(a.moment, b.moment))
}

const wordsOf = ({record}: Aside): string =>
  'message' in record
    ? (record.message ?? '')
    : record.kind === 'memory-failure'
      ? `${record.action} ${record.process?.pid ?? ''}`
      : ''

/** True when two inputs show one line: the same words at the same time. */
function sameAside(a: Aside, b: Aside): boolean {
  if (a.input === b.input || a.record.kind !== b.record.kind || wordsOf(a) !== wordsOf(b)) return false
  const gap = gapBetween(a.moment, b.moment)
  return gap === undefined || gap.seconds <= (gap.loose ? 60 : 2)
}
