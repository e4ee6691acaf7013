import {onceFor} from '../bits/once-for.js'
import {meanOf} from './distribution.js'
import type {RandomStream} from './draws/random-stream.js'
import {drawSum, standardNormals, valueTable} from './draws/value-table.js'
import type {PriorSet} from './priors.js'
import {drawRestartHabit, LONGEST_OUTAGE_MINUTES, learnRestarts, meanRestart} from './restart-time.js'

type Draw = (random: RandomStream) => number

/** How long a host is away after a fatal incident: restart, warm-up, diagnosis, and sometimes a swap at once. */
export interface OutageTime {
  /** Mean minutes. */
  readonly mean: number
  /**
   * Works out once what all draws share. What it gives draws what is uncertain once for a machine, and gives the function
   * that draws outages in minutes.
   */
  readonly prepare: (random: RandomStream) => (random: RandomStream) => Draw
}

type Minutes = 'dump' | 'boot' | 'warm-up' | 'diagnosis' | 'swap'

/** Restart as usual: the same for every host. */
const usualOutage = onceFor((set: PriorSet) => composeOutage(set, []))

/** Restart as usual, or with the restarts of the log taken in; then all that follows it. */
export const outageTime = (set: PriorSet, restarts: readonly number[]): OutageTime =>
  restarts.length > 0 ? composeOutage(set, restarts) : usualOutage(set)

function composeOutage(set: PriorSet, restarts: readonly number[]): OutageTime {
  const of = (id: Minutes) => set.priors[`${id}-minutes`].distribution
  const share = meanOf(set.priors['swap-share'].distribution)
  const after = meanOf(of('warm-up')) + meanOf(of('diagnosis')) + share * meanOf(of('swap'))
  const prepareParts = (random: RandomStream, parts: readonly Minutes[]): Draw => {
    const always = parts.map(part => valueTable(random, of(part)))
    const swap = [valueTable(random, of('swap'))]
    return stream => drawSum(stream(), always) + (stream() < share ? drawSum(stream(), swap) : 0)
  }
  if (restarts.length === 0)
    return {
      mean: meanOf(of('dump')) + meanOf(of('boot')) + after,
      prepare: random => {
        const whole = prepareParts(random, ['dump', 'boot', 'warm-up', 'diagnosis'])
        return () => whole
      },
    }
  const belief = learnRestarts(set, restarts)
  return {
    mean: meanRestart(belief) + after,
    prepare: random => {
      const rest = prepareParts(random, ['warm-up', 'diagnosis'])
      const normals = [standardNormals()]
      return once => {
        const {mu, sigma} = drawRestartHabit(once, belief)
        return stream =>
          Math.min(LONGEST_OUTAGE_MINUTES, Math.exp(mu + sigma * drawSum(stream(), normals))) + rest(stream)
      }
    },
  }
}
