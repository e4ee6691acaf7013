import {count, duration, group, twoDigits} from '../report/format.js'

/** How far a batch is. */
export interface Progress {
  readonly done: number
  readonly of: number
  /** Inputs that were read, not skipped: only they tell how fast it goes. */
  readonly read: number
  readonly notWhole: number
  readonly elapsedMs: number
}

/** Milliseconds before a rate means anything. */
const WARM_MS = 2000

const pace = ({done, of, read, elapsedMs}: Progress): string[] => {
  if (read === 0 || elapsedMs < WARM_MS) return []
  const perSecond = (read * 1000) / elapsedMs
  const left = of === done ? [] : [`about ${duration((of - done) / perSecond)} left`]
  return [`${twoDigits(perSecond)} a second`, ...left]
}

/** One line on how far a batch is: counts, rate and the time it will still take. */
export const progressLine = (progress: Progress): string =>
  [
    `${group(progress.done)} of ${count(progress.of, 'input')}`,
    ...(progress.notWhole === 0 ? [] : [`${group(progress.notWhole)} not read whole`]),
    ...pace(progress),
  ].join(' · ')
