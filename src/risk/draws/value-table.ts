import {onceFor} from '../../bits/once-for.js'
import {type Distribution, drawFrom, meanOf} from '../distribution.js'
import {lognormalFrom} from '../numerics/lognormal.js'
import {normalQuantile} from '../numerics/normal-quantile.js'
import type {RandomStream} from './random-stream.js'

/** Equally likely values of a table: 10 bits choose one. */
const TABLE_SIZE = 1024

let normalTable: Float64Array | undefined

/** Middles of equally likely strata of a standard normal distribution, worked out once. */
export function standardNormals(): Float64Array {
  if (normalTable !== undefined) return normalTable
  const table = new Float64Array(TABLE_SIZE)
  for (let n = 0; n < TABLE_SIZE / 2; n++) {
    const z = normalQuantile((n + 0.5) / TABLE_SIZE)
    table[n] = z
    table[TABLE_SIZE - 1 - n] = -z
  }
  normalTable = table
  return table
}

/** A table of values that are moved to have exactly the quantity's mean. */
function levelled(distribution: Distribution, valueAt: (place: number) => number): Float64Array {
  const table = new Float64Array(TABLE_SIZE)
  let sum = 0
  for (let n = 0; n < TABLE_SIZE; n++) {
    const value = valueAt(n)
    table[n] = value
    sum += value
  }
  const correction = sum > 0 ? (meanOf(distribution) * TABLE_SIZE) / sum : 1
  for (let n = 0; n < TABLE_SIZE; n++) table[n] = (table[n] ?? 0) * correction
  return table
}

/** Strata of a lognormal quantity: they hang on no draw. */
const lognormalTable = onceFor((distribution: Extract<Distribution, {readonly form: 'lognormal'}>) => {
  const normals = standardNormals()
  const {mu, sigma} = lognormalFrom(distribution.median, distribution.p95)
  return levelled(distribution, n => Math.exp(mu + sigma * (normals[n] ?? 0)))
})

/** Equally likely values of a quantity with exactly its mean: strata of a lognormal, plain draws of anything else. Only to be read. */
export const valueTable = (random: RandomStream, distribution: Distribution): Float64Array =>
  distribution.form === 'lognormal'
    ? lognormalTable(distribution)
    : levelled(distribution, () => drawFrom(random, distribution))

/** The sum of one value from each of up to four tables, chosen by the 40 leading bits of one uniform number. */
export function drawSum(uniform: number, tables: readonly Float64Array[]): number {
  let left = uniform
  let sum = 0
  for (const table of tables) {
    const scaled = left * TABLE_SIZE
    const index = Math.floor(scaled)
    sum += table[index] ?? 0
    left = scaled - index
  }
  return sum
}
