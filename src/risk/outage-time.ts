import {drawFrom, meanOf} from './distribution.js'
import type {RandomStream} from './draws/random-stream.js'
import type {PriorSet} from './priors.js'
import {drawRestart, drawRestartHabit, learnRestarts, meanRestart} from './restart-time.js'

type Draw = (random: RandomStream) => number

/** How long a host is away after a fatal incident: restart, warm-up, diagnosis, and sometimes a swap at once. */
export interface OutageTime {
  /** Mean minutes. */
  readonly mean: number
  /** Draws what is uncertain once for the machine, and gives a function that draws outages in minutes. */
  readonly sampler: (random: RandomStream) => Draw
}

/** Without restarts in the log: dump and boot as usual; with them, what they teach. */
function restart(priors: PriorSet, restarts: readonly number[]): OutageTime {
  if (restarts.length > 0) {
    const belief = learnRestarts(priors, restarts)
    const sampler = (random: RandomStream): Draw => {
      const habit = drawRestartHabit(random, belief)
      return stream => drawRestart(stream, habit)
    }
    return {mean: meanRestart(belief), sampler}
  }
  const dump = priors.priors['dump-minutes'].distribution
  const boot = priors.priors['boot-minutes'].distribution
  return {mean: meanOf(dump) + meanOf(boot), sampler: () => random => drawFrom(random, dump) + drawFrom(random, boot)}
}

/** Minutes of an outage, with the restarts of the log (minutes from panic to kernel start) taken in. */
export function outageTime(priors: PriorSet, restarts: readonly number[]): OutageTime {
  const warmUp = priors.priors['warm-up-minutes'].distribution
  const diagnosis = priors.priors['diagnosis-minutes'].distribution
  const swapShare = priors.priors['swap-share'].distribution
  const swap = priors.priors['swap-minutes'].distribution
  const again = restart(priors, restarts)
  const rest: Draw = random => {
    const swaps = random() < drawFrom(random, swapShare)
    return drawFrom(random, warmUp) + drawFrom(random, diagnosis) + (swaps ? drawFrom(random, swap) : 0)
  }
  return {
    mean: again.mean + meanOf(warmUp) + meanOf(diagnosis) + meanOf(swapShare) * meanOf(swap),
    sampler: random => {
      const draw = again.sampler(random)
      return stream => draw(stream) + rest(stream)
    },
  }
}
