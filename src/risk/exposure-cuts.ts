import type {Boot} from '../incidents/incident.js'
import type {TimeBasis} from '../logs/log-line.js'
import {writeTime} from '../logs/write-time.js'
import type {MirrorLayout} from '../mirror/layout.js'
import type {RedundancyChange} from '../mirror/redundancy-change.js'
import type {PlatformFact} from '../records/platform-fact.js'

/** A moment at which what is watched becomes something else. */
export interface ExposureCut {
  readonly kind: 'module-replaced' | 'module-disabled' | 'failover' | 'mirror-mode'
  /** The module, or what changed, in the log's words. */
  readonly what: string
  /** RFC 3339, as told; absent where no clock tells it. */
  readonly at?: string
  readonly atMs?: number
  readonly bootIndex: number
}

/** What cuts are read from. */
export interface CutSource {
  readonly boots: readonly Boot[]
  /** By boot index. */
  readonly facts: readonly (readonly PlatformFact[])[]
  /** Signs of how mirrored pairs stood, in time order. */
  readonly redundancy: readonly RedundancyChange[]
  /** Mirror mode by boot index, where it is known. */
  readonly modes: readonly (MirrorLayout['mode'] | undefined)[]
}

/** Cuts of one log that are told; a machine that has more is a test bench. */
const MOST_CUTS = 100

const moment = (ms: number, basis: TimeBasis): {atMs: number; at?: string} => {
  const at = writeTime(ms, basis)
  return {atMs: ms, ...(at === undefined ? {} : {at})}
}

/** The fact's own clock, else the start of a later boot: modules are swapped while a machine is off. */
function momentOf(
  fact: PlatformFact | undefined,
  bootIndex: number,
  boots: readonly Boot[],
): {atMs?: number; at?: string} {
  const {epochMs, basis} = fact?.envelope.time ?? {}
  if (epochMs !== undefined && basis !== undefined) return moment(epochMs, basis)
  const boot = boots[bootIndex]
  return bootIndex === 0 || boot?.startMs === undefined ? {} : moment(boot.startMs, boot.timeBasis)
}

type ModuleFact = Extract<PlatformFact, {fact: 'dimm'}>

/** What tells two modules apart: the serial number, else the part number; undefined where neither is told by both. */
function isAnother(before: ModuleFact, now: ModuleFact): boolean {
  if (before.serialNumber !== undefined && now.serialNumber !== undefined)
    return before.serialNumber !== now.serialNumber
  return before.partNumber !== undefined && now.partNumber !== undefined && before.partNumber !== now.partNumber
}

function moduleCuts({boots, facts}: CutSource): readonly ExposureCut[] {
  const known = new Map<string, ModuleFact>()
  const disabled = new Set<string>()
  const cuts: ExposureCut[] = []
  for (const [bootIndex, told] of facts.entries())
    for (const fact of told) {
      if (fact.fact === 'dimm-disabled' && fact.label !== undefined && !disabled.has(fact.label)) {
        disabled.add(fact.label)
        cuts.push({kind: 'module-disabled', what: fact.label, bootIndex, ...momentOf(fact, bootIndex, boots)})
      }
      if (fact.fact !== 'dimm') continue
      const before = known.get(fact.label)
      if (before !== undefined && isAnother(before, fact))
        cuts.push({kind: 'module-replaced', what: fact.label, bootIndex, ...momentOf(fact, bootIndex, boots)})
      known.set(fact.label, {...before, ...fact})
    }
  return cuts
}

/** The first loss of a copy in each boot: from then on one is left. */
function failoverCuts({redundancy}: CutSource): readonly ExposureCut[] {
  const seen = new Set<number>()
  return redundancy.flatMap(({state, bootIndex, atMs, at, pair}): ExposureCut[] => {
    if (state !== 'degraded' || seen.has(bootIndex)) return []
    seen.add(bootIndex)
    return [
      {
        kind: 'failover',
        what: pair,
        bootIndex,
        ...(atMs === undefined ? {} : {atMs}),
        ...(at === undefined ? {} : {at}),
      },
    ]
  })
}

/** Boots whose mirror mode is another than that of the last boot that told one. */
function modeCuts({boots, modes}: CutSource): readonly ExposureCut[] {
  let last: MirrorLayout['mode'] | undefined
  return modes.flatMap((mode, bootIndex): ExposureCut[] => {
    if (mode === undefined || mode === 'unknown') return []
    const before = last
    last = mode
    if (before === undefined || before === mode) return []
    return [{kind: 'mirror-mode', what: `${before} to ${mode}`, bootIndex, ...momentOf(undefined, bootIndex, boots)}]
  })
}

const order = (a: ExposureCut, b: ExposureCut): number =>
  (a.atMs ?? Number.POSITIVE_INFINITY) === (b.atMs ?? Number.POSITIVE_INFINITY)
    ? a.bootIndex - b.bootIndex
    : (a.atMs ?? Number.POSITIVE_INFINITY) - (b.atMs ?? Number.POSITIVE_INFINITY)

/** Where the watch of a host changes its object: modules replaced or left out, a failover, another mirror mode; in time order. */
export const exposureCuts = (source: CutSource): readonly ExposureCut[] =>
  [...moduleCuts(source), ...failoverCuts(source), ...modeCuts(source)].sort(order).slice(0, MOST_CUTS)
