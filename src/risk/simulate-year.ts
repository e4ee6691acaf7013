import type {Beliefs} from './beliefs.js'
import {drawFrom} from './distribution.js'
import {drawBinomial} from './draws/draw-binomial.js'
import {drawPoisson} from './draws/draw-poisson.js'
import {rateSampler} from './draws/draw-rate.js'
import {createStream, type RandomStream} from './draws/random-stream.js'

/** A node cannot be down longer in a year than the year: 365.25 days. */
const MINUTES_PER_YEAR = 525_960
/** Outages of one year that are drawn one by one; where there are more, each stands for several. */
const MOST_OUTAGES = 400

/** The same years under three measures, one entry a draw. What is absorbed in a year never changes another outage of it. */
export interface SimulatedYears {
  readonly incidents: Float64Array
  readonly fatal: Float64Array
  /** Minutes down. */
  readonly asItWas: Float64Array
  readonly kernelMirror: Float64Array
  readonly fullMirror: Float64Array
  /** Fatal incidents absorbed. */
  readonly absorbedByKernel: Float64Array
  readonly absorbedByFull: Float64Array
}

interface Streams {
  readonly incidents: RandomStream
  readonly outages: RandomStream
  readonly mirror: RandomStream
}

interface Year {
  minutes: number
  minutesKernel: number
  minutesFull: number
  absorbedKernel: number
  absorbedFull: number
}

/** Minutes of each outage, and by one number both whether a full mirror absorbs it and whether mirrored kernel memory does. */
function drawOutages(fatal: number, beliefs: Beliefs, streams: Streams): Year {
  const year: Year = {minutes: 0, minutesKernel: 0, minutesFull: 0, absorbedKernel: 0, absorbedFull: 0}
  if (fatal === 0) return year
  const outage = beliefs.outage.sampler(streams.outages)
  const full = drawFrom(streams.mirror, beliefs.fullMirror)
  const kernel = full * drawFrom(streams.mirror, beliefs.kernelMirror)
  const drawn = Math.min(fatal, MOST_OUTAGES)
  const each = fatal / drawn
  for (let n = 0; n < drawn; n++) {
    const minutes = outage(streams.outages) * each
    const luck = streams.mirror()
    year.minutes += minutes
    if (luck < full) year.absorbedFull += each
    else year.minutesFull += minutes
    if (luck < kernel) year.absorbedKernel += each
    else year.minutesKernel += minutes
  }
  return year
}

/**
 * Draws years of one node. Measures share every random number, so their differences are paired; the mirror's numbers come from
 * a stream of their own, so beliefs about it never change the years as they were. Equal seeds give equal draws.
 */
export function simulateYears(beliefs: Beliefs, seed: number, draws: number): SimulatedYears {
  const streams: Streams = {
    incidents: createStream(seed, 'incidents'),
    outages: createStream(seed, 'outages'),
    mirror: createStream(seed, 'mirror'),
  }
  const column = () => new Float64Array(draws)
  const years = {
    incidents: column(),
    fatal: column(),
    asItWas: column(),
    kernelMirror: column(),
    fullMirror: column(),
    absorbedByKernel: column(),
    absorbedByFull: column(),
  }
  const drawRate = rateSampler(beliefs.rate)
  for (let n = 0; n < draws; n++) {
    const incidents = drawPoisson(streams.incidents, drawRate(streams.incidents))
    const share = incidents === 0 ? 0 : drawFrom(streams.incidents, beliefs.fatalShare)
    const fatal = drawBinomial(streams.incidents, incidents, share)
    const year = drawOutages(fatal, beliefs, streams)
    years.incidents[n] = incidents
    years.fatal[n] = fatal
    years.asItWas[n] = Math.min(MINUTES_PER_YEAR, year.minutes)
    years.kernelMirror[n] = Math.min(MINUTES_PER_YEAR, year.minutesKernel)
    years.fullMirror[n] = Math.min(MINUTES_PER_YEAR, year.minutesFull)
    years.absorbedByKernel[n] = year.absorbedKernel
    years.absorbedByFull[n] = year.absorbedFull
  }
  return years
}
