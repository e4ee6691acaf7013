import type {Beliefs} from './beliefs.js'
import {drawFrom, meanOf} from './distribution.js'
import {drawBinomial} from './draws/draw-binomial.js'
import {countSampler} from './draws/draw-count.js'
import {createStream, type RandomStream} from './draws/random-stream.js'
import {throwCoins} from './draws/throw-coins.js'
import {type Mitigation, PLAIN_MEASURES} from './mitigations.js'

/** A node cannot be down longer in a year than the year: 365.25 days. */
const MINUTES_PER_YEAR = 525_960
/** Outages of one year that are drawn one by one; where there are more, each stands for several. */
const MOST_OUTAGES = 100

/** One measure in the simulated years that had an outage. */
export interface MitigatedYears {
  /** Minutes down. */
  readonly minutes: Float64Array
  /** Fatal incidents avoided. */
  readonly avoided: Float64Array
}

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

/** Every outage of all years, in their order. */
interface Outages {
  readonly years: Int32Array
  /** How many fatal incidents each stands for: 1 but in years with very many. */
  readonly each: Float64Array
  readonly minutes: Float64Array
  /** One uniform number each, by which every measure either avoids it or not. */
  readonly luck: Float64Array
}

function drawOutages(fatal: Float64Array, beliefs: Beliefs, seed: number): Outages {
  let count = 0
  for (let year = 0; year < fatal.length; year++) count += Math.min(fatal[year] ?? 0, MOST_OUTAGES)
  const column = () => new Float64Array(count)
  const outages: Outages = {years: new Int32Array(count), each: column(), minutes: column(), luck: column()}
  const [lengths, lucky] = [createStream(seed, 'outages'), createStream(seed, 'mirror')]
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
      outages.luck[at] = lucky()
    }
  }
  return outages
}

/** Sums over the outages of each year: the minutes of those not avoided, and how many were. */
function addUp({years, each, minutes}: Outages, avoided: Uint8Array, rows: number): MitigatedYears {
  const sums = {minutes: new Float64Array(rows), avoided: new Float64Array(rows)}
  for (let n = 0; n < years.length; n++) {
    const year = years[n] ?? 0
    if (avoided[n] === 1) sums.avoided[year] = (sums.avoided[year] ?? 0) + (each[n] ?? 0)
    else sums.minutes[year] = (sums.minutes[year] ?? 0) + (minutes[n] ?? 0)
  }
  for (let year = 0; year < rows; year++) sums.minutes[year] = Math.min(MINUTES_PER_YEAR, sums.minutes[year] ?? 0)
  return sums
}

/** The outages under every measure; mirrors of less than all memory avoid some of what a full one does and nothing else. */
function underMeasures(outages: Outages, beliefs: Beliefs, rows: number): SimulatedYears['under'] {
  const {years, luck} = outages
  const count = years.length
  const [avoided, rest] = [new Uint8Array(count), new Float64Array(count)]
  const [newer, tolerant, offline, swap] = PLAIN_MEASURES.map(measure => {
    throwCoins(beliefs.plain[measure], years, luck, avoided, rest)
    return addUp(outages, avoided, rows)
  })
  throwCoins(beliefs.fullMirror, years, luck, avoided, rest)
  const full = addUp(outages, avoided, rows)
  throwCoins(beliefs.kernelMirror, years, rest, avoided, new Float64Array(count))
  const partial = addUp(outages, avoided, rows)
  const nothing = addUp(outages, avoided.fill(0), rows)
  return {
    'newer-kernel': newer ?? nothing,
    'tolerant-kernel': tolerant ?? nothing,
    'page-offline': offline ?? nothing,
    'swap-in-time': swap ?? nothing,
    'kernelcore-mirror': beliefs.mirrorAtHand ? partial : nothing,
    'partial-mirror': partial,
    'full-mirror': full,
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
  const asItWas = addUp(outages, new Uint8Array(outages.years.length), fatal.length).minutes
  return {draws, fatal, asItWas, under: underMeasures(outages, beliefs, fatal.length)}
}
