import type {RandomStream} from './random-stream.js'

/** A standard normal number (Box & Muller 1958); takes exactly two uniform numbers. */
export function drawNormal(random: RandomStream): number {
  const radius = Math.sqrt(-2 * Math.log(random()))
  return radius * Math.cos(2 * Math.PI * random())
}
