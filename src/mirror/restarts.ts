import type {Boot} from '../incidents/incident.js'
import {isSameRun} from './firmware-runs.js'
import {inOrder, type RedundancyChange} from './redundancy-change.js'

const REBOOT =
  'the machine started anew: firmware usually sets the mirror up again, and nothing here says whether it did'

/** The host's boots, which of them firmware ran between, and the pair in words. */
interface Restarts {
  readonly boots: readonly Boot[]
  readonly runs: readonly number[]
  readonly pair: string
}

const ofBoot = (boot: Boot, pair: string): RedundancyChange => ({
  state: 'unknown',
  bootIndex: boot.index,
  ...(boot.startMs === undefined ? {} : {atMs: boot.startMs}),
  ...(boot.start === undefined ? {} : {at: boot.start}),
  pair,
  because: REBOOT,
  positions: [],
})

/** A pair's signs, with a new start of the machine after each that no other sign of the same run of the firmware follows. */
export function withRestarts(
  changes: readonly RedundancyChange[],
  {boots, runs, pair}: Restarts,
): readonly RedundancyChange[] {
  const restarts = changes.flatMap((change, index) => {
    if (change.state === 'unknown') return []
    const isNext = (bootIndex: number) => bootIndex > change.bootIndex && !isSameRun(runs, bootIndex, change.bootIndex)
    const next = boots.find(boot => isNext(boot.index))
    const following = changes[index + 1]
    const isSpoken = next === undefined || (following !== undefined && !isNext(following.bootIndex))
    return isSpoken ? [] : [ofBoot(next, pair)]
  })
  return [...changes, ...restarts].sort(inOrder)
}
