import {meanOf} from '../distribution.js'
import {drawBeta} from '../draws/draw-beta.js'
import {drawBinomial} from '../draws/draw-binomial.js'
import {drawGamma} from '../draws/draw-gamma.js'
import type {RandomStream} from '../draws/random-stream.js'
import {logNegativeBinomial} from '../numerics/negative-binomial.js'
import type {PriorSet} from '../priors.js'
import {fleetRate} from '../rate-prior.js'

/** Incidents of one machine in the years its log covers. */
export interface WatchedNode {
  readonly incidents: number
  readonly years: number
}

/** Machines of the fleet of which no log was read: no incident in as many years each as is usual for the others. */
export interface SilentNodes {
  readonly nodes: number
  readonly years: number
}

/** What is uncertain for the whole fleet at once, and what follows for its machines: one draw. */
export interface FleetDraw {
  /** Yearly rate of each watched node, in their order. */
  readonly rates: Float64Array
  /** Silent nodes with and without a faulty DIMM, with the sum of their yearly rates. */
  readonly silent: readonly {readonly nodes: number; readonly shape: number; readonly sum: number}[]
}

/** Nodes the usual share of faulty machines, and the usual rate of healthy ones, are worth against the fleet's own logs. */
const PSEUDO_NODES = 20
/** The usual rate of faulty machines is known to a factor of about three. */
const FAULTY_WEIGHT = 3

/** One kind of machine: rates are Gamma(shape, rate), and `rate` itself is believed to be Gamma(knownShape, knownRate). */
interface Kind {
  readonly shape: number
  readonly knownShape: number
  readonly knownRate: number
  rate: number
}

function kindOf(shape: number, mean: number, weight: number): Kind {
  const knownRate = (mean * (weight - 1)) / shape
  return {shape, knownShape: weight, knownRate, rate: shape / mean}
}

/** P(faulty) of a machine with such a log. */
function faultyGiven({incidents, years}: WatchedNode, share: number, healthy: Kind, faulty: Kind): number {
  const [a, b] = [healthy, faulty].map(({shape, rate}) => logNegativeBinomial(incidents, shape, rate, years))
  const odds = (share / (1 - share)) * Math.exp((b ?? 0) - (a ?? 0))
  return Number.isFinite(odds) ? odds / (1 + odds) : 1
}

/**
 * Draws, one after the other, from what is believed of a fleet after its logs: the share of faulty machines, the usual rates
 * of both kinds, and each machine's rate given those (Gibbs sampling; two-component Gamma–Poisson).
 */
export function fleetSampler(
  nodes: readonly WatchedNode[],
  {nodes: silentNodes, years: silentYears}: SilentNodes,
  priors: PriorSet,
  random: RandomStream,
): () => FleetDraw {
  const [sound, failing] = fleetRate(priors)
  const usual = Math.min(0.999, Math.max(1e-6, meanOf(priors.priors['faulty-share'].distribution)))
  const [soundShape, failingShape] = [sound?.shape ?? 0.5, failing?.shape ?? 1]
  const healthy = kindOf(soundShape, soundShape / (sound?.rate ?? 1), 1 + PSEUDO_NODES * soundShape)
  const faulty = kindOf(failingShape, failingShape / (failing?.rate ?? 1), FAULTY_WEIGHT)
  let share = usual
  const all = nodes.length + silentNodes
  const renew = (kind: Kind, count: number, sum: number): void => {
    kind.rate = drawGamma(random, kind.knownShape + count * kind.shape) / (kind.knownRate + sum)
  }
  const sumOf = (kind: Kind, count: number): number =>
    count === 0 ? 0 : drawGamma(random, count * kind.shape) / (kind.rate + silentYears)
  return () => {
    const rates = new Float64Array(nodes.length)
    let [count, sumFaulty, sumHealthy] = [0, 0, 0]
    for (const [index, node] of nodes.entries()) {
      const isFaulty = random() < faultyGiven(node, share, healthy, faulty)
      const {shape, rate} = isFaulty ? faulty : healthy
      const drawn = drawGamma(random, shape + node.incidents) / (rate + node.years)
      rates[index] = drawn
      if (isFaulty) count++
      if (isFaulty) sumFaulty += drawn
      else sumHealthy += drawn
    }
    const given = faultyGiven({incidents: 0, years: silentYears}, share, healthy, faulty)
    const silentFaulty = drawBinomial(random, silentNodes, given)
    const silent = [
      {nodes: silentFaulty, shape: faulty.shape, sum: sumOf(faulty, silentFaulty)},
      {nodes: silentNodes - silentFaulty, shape: healthy.shape, sum: sumOf(healthy, silentNodes - silentFaulty)},
    ]
    const faultyAll = count + silentFaulty
    share = drawBeta(random, PSEUDO_NODES * usual + faultyAll, PSEUDO_NODES * (1 - usual) + all - faultyAll)
    share = Math.min(0.999_999, Math.max(1e-9, share))
    renew(faulty, faultyAll, sumFaulty + (silent[0]?.sum ?? 0))
    renew(healthy, all - faultyAll, sumHealthy + (silent[1]?.sum ?? 0))
    return {rates, silent}
  }
}
