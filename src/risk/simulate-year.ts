import type {Beliefs} from './beliefs.js'
import {type Distribution, drawFrom, meanOf} from './distribution.js'
import {drawBinomial} from './draws/draw-binomial.js'
import {countSampler} from './draws/draw-count.js'
import {createStream, type RandomStream, uniforms} from './draws/random-stream.js'
import {type Mitigation, PLAIN_MEASURES} from './mitigations.js'
import {type MitigatedYears, type Outages, underMeasure} from './under-measure.js'

/** Outages of one year that are drawn one by one; where there are more, each stands for several. */
const MOST_OUTAGES = 100
/** What the machine as it was avoids. */
const NEVER: Distribution = {form: 'point', value: 0}

/**
 * The same years under every measure, one entry for each year that had an outage; in the others nothing is lost or saved.
 * What is avoided in a year never changes another outage of it.
 */
export interface SimulatedYears {
  /** Years drawn, those without outage among them. */
  readonly draws: number
  /** Fatal incidents. */
  readonly fatal: Float64Array
  /** Minutes down. */
  readonly asItWas: Float64Array
  readonly under: Readonly<Record<Mitigation, MitigatedYears>>
}

function drawOutages(fatal: Float64Array, beliefs: Beliefs, seed: number): Outages {
  let count = 0
  for (let year = 0; year < fatal.length; year++) count += Math.min(fatal[year] ?? 0, MOST_OUTAGES)
  const outages: Outages = {
    rows: fatal.length,
    years: new Int32Array(count),
    each: new Float64Array(count),
    minutes: new Float64Array(count),
  }
  const lengths = createStream(seed, 'outages')
  const machine = beliefs.outage.prepare(createStream(seed, 'outage lengths'))
  let at = 0
  for (let year = 0; year < fatal.length; year++) {
    const all = fatal[year] ?? 0
    const draw = machine(lengths)
    const each = Math.max(1, all / MOST_OUTAGES)
    for (const end = at + Math.min(all, MOST_OUTAGES); at < end; at++) {
      outages.years[at] = year
      outages.each[at] = each
      outages.minutes[at] = draw(lengths) * each
    }
  }
  return outages
}

/** The outages under every measure; mirrors of less than all memory avoid some of what a full one does and nothing else. */
function underMeasures(
  outages: Outages,
  beliefs: Beliefs,
  luck: Float64Array,
): Omit<SimulatedYears, 'draws' | 'fatal'> {
  const rest = new Float64Array(luck.length)
  const [newer, tolerant, offline, swap] = PLAIN_MEASURES.map(measure =>
    underMeasure(beliefs.plain[measure], outages, luck, rest),
  )
  const asItWas = underMeasure(NEVER, outages, luck, rest)
  const full = underMeasure(beliefs.fullMirror, outages, luck, rest)
  const partial = underMeasure(beliefs.kernelMirror, outages, rest, rest)
  return {
    asItWas: asItWas.minutes,
    under: {
      'newer-kernel': newer ?? asItWas,
      'tolerant-kernel': tolerant ?? asItWas,
      'page-offline': offline ?? asItWas,
      'swap-in-time': swap ?? asItWas,
      'kernelcore-mirror': beliefs.mirrorAtHand ? partial : asItWas,
      'partial-mirror': partial,
      'full-mirror': full,
    },
  }
}

/** Above this each incident's end is not thrown by itself. */
const FEW_INCIDENTS = 40

/** How many of a year's incidents are fatal: Beta-binomial, by the urn where there are few. */
function fatalDrawer({fatalShare}: Beliefs): (random: RandomStream, incidents: number) => number {
  const [a, b] = fatalShare.form === 'beta' ? [fatalShare.a, fatalShare.b] : [0, 0]
  const mean = meanOf(fatalShare)
  return (random, incidents) => {
    if (incidents > FEW_INCIDENTS) return drawBinomial(random, incidents, drawFrom(random, fatalShare))
    let fatal = 0
    for (let n = 0; n < incidents; n++) if (random() < (a > 0 ? (a + fatal) / (a + b + n) : mean)) fatal++
    return fatal
  }
}

/** Fatal incidents of the years that had any; years are drawn in rising order of their incidents, so the quiet ones are passed over. */
function drawFatalYears(beliefs: Beliefs, seed: number, draws: number): Float64Array {
  const random = createStream(seed, 'incidents')
  const {quiet, draw} = countSampler(beliefs.rate, draws)
  const drawFatal = fatalDrawer(beliefs)
  const fatal = new Float64Array(draws - quiet)
  let rows = 0
  for (let n = quiet; n < draws; n++) {
    const count = drawFatal(random, draw(random, n))
    if (count > 0) fatal[rows++] = count
  }
  return fatal.slice(0, rows)
}

/**
 * Draws years of one node. Measures share every random number, so their differences are paired; what is believed of them
 * never changes the years as they were. Equal seeds give equal draws.
 */
export function simulateYears(beliefs: Beliefs, seed: number, draws: number): SimulatedYears {
  const fatal = drawFatalYears(beliefs, seed, draws)
  const outages = drawOutages(fatal, beliefs, seed)
  const luck = uniforms(seed, 'mirror', outages.years.length)
  return {draws, fatal, ...underMeasures(outages, beliefs, luck)}
}
