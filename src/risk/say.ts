import {roundSignificant} from './numerics/round-significant.js'
import type {Interval} from './risk-estimate.js'

/** Numbers as sentences tell them: two significant digits. */
export const say = (value: number): string => String(roundSignificant(value))

/** A share in percent. */
export const sayPercent = (share: number): string => `${say(share * 100)} %`

/** The 90 % interval. */
export const sayRange = ({p5, p95}: Interval): string => `${say(p5)} to ${say(p95)}`

/** A count with its noun; the plural takes an s. */
export const plural = (n: number, noun: string): string => (n === 1 ? `1 ${noun}` : `${n} ${noun}s`)

const UNITS = [
  ['day', 1],
  ['hour', 24],
  ['minute', 1440],
] as const

/** A length of time in the largest unit of which there is at least one, else in seconds. */
export function sayTime(days: number): string {
  const [unit, perDay] = UNITS.find(([, per]) => days * per >= 1) ?? (['second', 86_400] as const)
  const length = say(days * perDay)
  return length === '1' ? `1 ${unit}` : `${length} ${unit}s`
}
