import type {Lognormal} from '../numerics/lognormal.js'
import {drawNormal} from './draw-normal.js'
import type {RandomStream} from './random-stream.js'

/** A number whose logarithm is Normal(mu, sigma). */
export const drawLognormal = (random: RandomStream, {mu, sigma}: Lognormal): number =>
  Math.exp(mu + sigma * drawNormal(random))
