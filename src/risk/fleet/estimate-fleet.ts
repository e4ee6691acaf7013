import {type Distribution, drawFrom} from '../distribution.js'
import {createStream} from '../draws/random-stream.js'
import {intervalOfDraws} from '../interval.js'
import {outageTime} from '../outage-time.js'
import {DEFAULT_PRIORS, type PriorSet} from '../priors.js'
import type {Interval, RiskEstimate} from '../risk-estimate.js'
import {plural, say} from '../say.js'
import {fleetYear} from './fleet-year.js'
import {fleetSampler, type WatchedNode} from './shared-rates.js'

/** One machine with a log: its counted incidents and the years the log covers; how many ended its host, where that is known. */
export interface FleetNode extends WatchedNode {
  readonly host: string
  readonly fatal?: number
  readonly survived?: number
}

/** How to estimate a fleet; equal options and nodes give equal numbers. */
export interface FleetOptions {
  readonly seed: number
  /** Machines in the fleet, those without a log or an incident among them. */
  readonly fleetSize?: number
  readonly replicates?: number
  readonly priors?: PriorSet
}

/** What a fleet may expect in a year, or why nothing can be said of it. */
export type FleetEstimate =
  | {readonly refused: string}
  | {
      readonly fleetSize: number
      readonly nodesWithLog: number
      readonly incidents: number
      readonly nodeYears: number
      readonly incidentsPer1000NodeYears: Interval
      readonly outagesPer1000NodeYears: Interval
      /** Node-hours a year lost to outages, the whole fleet. */
      readonly nodeHoursLost: Interval
      /** Share of the node-hours of a year in which nodes are up; absent below five incidents. */
      readonly availability?: Interval
      /** Share of a year's incidents that the worst nodes bear, over the years that have any. */
      readonly worst1Percent: Interval
      readonly worst5Percent: Interval
      readonly seed: number
      readonly replicates: number
      readonly priorsVersion: string
      readonly caveats: readonly string[]
    }

/** Node draws of one run: large fleets are drawn fewer times. */
const MOST_NODE_DRAWS = 4_000_000
const USUAL_REPLICATES = 1000
const FEWEST_REPLICATES = 200
/** Draws until the first belief no longer shows. */
const WARM_UP = 100
const HOURS_PER_YEAR = 8766
const FEW_INCIDENTS = 5

/** A host's estimate as a node of a fleet; undefined where its log gave no rate. */
export function fleetNodeOf({host, rate}: RiskEstimate): FleetNode | undefined {
  return rate === undefined ? undefined : {host, incidents: rate.incidents, years: rate.exposureYears}
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/** Share of the incidents that fall on the worst so many nodes. */
function shareOfWorst(sorted: readonly number[], all: number, nodes: number): number {
  return all === 0 ? 0 : total(sorted.slice(0, Math.max(1, Math.round(nodes)))) / all
}

function refusal(nodes: readonly FleetNode[], fleetSize: number | undefined): string | undefined {
  if (fleetSize === undefined)
    return 'No rate of the fleet: logs are kept of machines that had errors, so how many machines there are must be stated (--fleet-size N).'
  if (!(Number.isInteger(fleetSize) && fleetSize >= Math.max(1, nodes.length)))
    return `No rate of the fleet: --fleet-size ${fleetSize} is not a number of machines that holds the ${plural(nodes.length, 'machine')} with a log.`
  return nodes.length === 0 ? 'No rate of the fleet: no log tells how long a machine was watched.' : undefined
}

function fatalBelief(nodes: readonly FleetNode[], {priors}: PriorSet): Distribution {
  const prior = priors['fatal-share'].distribution
  if (prior.form !== 'beta') return prior
  const told = (name: 'fatal' | 'survived') => total(nodes.map(node => node[name] ?? 0))
  return {form: 'beta', a: prior.a + told('fatal'), b: prior.b + told('survived')}
}

/**
 * Rates and downtime of a fleet: nodes are summed draw by draw, with what is uncertain for all of them (share of faulty
 * machines, their usual rates, the fatal share, the length of outages) drawn once per replicate. Refuses without the size of
 * the fleet, for machines that had errors say nothing of how many had none.
 */
export function estimateFleet(nodes: readonly FleetNode[], options: FleetOptions): FleetEstimate {
  const {fleetSize = 0, seed, priors = DEFAULT_PRIORS} = options
  const refused = refusal(nodes, options.fleetSize)
  if (refused !== undefined) return {refused}
  const replicates =
    options.replicates ??
    Math.min(USUAL_REPLICATES, Math.max(FEWEST_REPLICATES, Math.floor(MOST_NODE_DRAWS / nodes.length)))
  const incidents = total(nodes.map(node => node.incidents))
  const silent = {nodes: fleetSize - nodes.length, years: median(nodes.map(({years}) => years))}
  const draws = drawFleet(nodes, silent, fleetSize, {seed, replicates, priors})
  const interval = (name: keyof FleetDraws) => intervalOfDraws(draws[name], replicates)
  const some = draws.worst1.filter(share => share > 0)
  return {
    fleetSize,
    nodesWithLog: nodes.length,
    incidents,
    nodeYears: total(nodes.map(({years}) => years)),
    incidentsPer1000NodeYears: interval('incidents'),
    outagesPer1000NodeYears: interval('outages'),
    nodeHoursLost: interval('hours'),
    ...(incidents < FEW_INCIDENTS ? {} : {availability: interval('availability')}),
    worst1Percent: intervalOfDraws(some, Math.max(1, some.length)),
    worst5Percent: intervalOfDraws(
      draws.worst5.filter(share => share > 0),
      Math.max(1, some.length),
    ),
    seed,
    replicates,
    priorsVersion: priors.version,
    caveats: caveatsOf(nodes.length, incidents, silent),
  }
}

interface FleetDraws {
  readonly incidents: Float64Array
  readonly outages: Float64Array
  readonly hours: Float64Array
  readonly availability: Float64Array
  readonly worst1: Float64Array
  readonly worst5: Float64Array
}

function drawFleet(
  nodes: readonly FleetNode[],
  silent: {readonly nodes: number; readonly years: number},
  fleetSize: number,
  {seed, replicates, priors}: {readonly seed: number; readonly replicates: number; readonly priors: PriorSet},
): FleetDraws {
  const rates = createStream(seed, 'fleet rates')
  const events = createStream(seed, 'fleet events')
  const next = fleetSampler(nodes, silent, priors, rates)
  const fatal = fatalBelief(nodes, priors)
  const machine = outageTime(priors, []).prepare(createStream(seed, 'outage lengths'))
  const column = () => new Float64Array(replicates)
  const draws = {
    incidents: column(),
    outages: column(),
    hours: column(),
    availability: column(),
    worst1: column(),
    worst5: column(),
  }
  for (let n = 0; n < WARM_UP; n++) next()
  for (let n = 0; n < replicates; n++) {
    const year = fleetYear(next(), events, {fatalShare: drawFrom(events, fatal), outage: machine(events)})
    const counts = year.map(node => node.incidents).sort((a, b) => b - a)
    const all = total(counts)
    const hours = total(year.map(({minutes}) => minutes)) / 60
    draws.incidents[n] = (all * 1000) / fleetSize
    draws.outages[n] = (total(year.map(node => node.fatal)) * 1000) / fleetSize
    draws.hours[n] = hours
    draws.availability[n] = 1 - hours / (HOURS_PER_YEAR * fleetSize)
    draws.worst1[n] = shareOfWorst(counts, all, fleetSize / 100)
    draws.worst5[n] = shareOfWorst(counts, all, fleetSize / 20)
  }
  return draws
}

function caveatsOf(
  watched: number,
  incidents: number,
  {nodes, years}: {readonly nodes: number; readonly years: number},
): readonly string[] {
  return [
    ...(nodes === 0
      ? []
      : [
          `${plural(nodes, 'machine')} without a log count as watched without an incident for ${say(years)} years each, the median of those with a log.`,
        ]),
    ...(incidents < FEW_INCIDENTS
      ? [
          `Only ${plural(incidents, 'incident')} on ${plural(watched, 'machine')}: the answer leans on what field studies say of other fleets.`,
        ]
      : []),
    'Logs of one machine are taken as complete for the time they cover; incidents of DIMMs that were swapped in between count for the machine.',
  ]
}
