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

/** Tables of lognormal quantities, which hang on no draw. */
const lognormalTables = new WeakMap<Distribution, Float64Array>()

/** Equally likely values of a quantity with exactly its mean: strata of a lognormal, plain draws of anything else. Only to be read. */
export function valueTable(random: RandomStream, distribution: Distribution): Float64Array {
  if (distribution.form !== 'lognormal') return fillTable(random, distribution)
  const table = lognormalTables.get(distribution) ?? fillTable(random, distribution)
  lognormalTables.set(distribution, table)
  return table
}

function fillTable(random: RandomStream, distribution: Distribution): Float64Array {
  const table = new Float64Array(TABLE_SIZE)
  const normals = standardNormals()
  const {mu, sigma} =
    distribution.form === 'lognormal' ? lognormalFrom(distribution.median, distribution.p95) : {mu: 0, sigma: 0}
  let sum = 0
  for (let n = 0; n < TABLE_SIZE; n++) {
    const value =
      distribution.form === 'lognormal' ? Math.exp(mu + sigma * (normals[n] ?? 0)) : drawFrom(random, distribution)
    table[n] = value
    sum += value
  }
  const correction = sum > 0 ? (meanOf(distribution) * TABLE_SIZE) / sum : 1
  for (let n = 0; n < TABLE_SIZE; n++) table[n] = (table[n] ?? 0) * correction
  return table
}

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
