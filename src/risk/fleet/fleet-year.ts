import {drawPoisson} from '../draws/draw-poisson.js'
import type {RandomStream} from '../draws/random-stream.js'
import type {FleetDraw} from './shared-rates.js'

/** What one machine of a fleet came to in a simulated year. */
interface NodeYear {
  incidents: number
  fatal: number
  minutes: number
}

/** A machine cannot be down longer than the year. */
const MINUTES_PER_YEAR = 525_960

/** What all outages of a simulated fleet year share. */
export interface SharedHarm {
  readonly fatalShare: number
  readonly outage: (random: RandomStream) => number
}

function suffer(node: NodeYear, random: RandomStream, {fatalShare, outage}: SharedHarm): void {
  node.incidents++
  if (random() >= fatalShare) return
  node.fatal++
  node.minutes = Math.min(MINUTES_PER_YEAR, node.minutes + outage(random))
}

const fresh = (): NodeYear => ({incidents: 0, fatal: 0, minutes: 0})

/**
 * Incidents of machines of which only the sum of their rates is drawn: each new one falls on the machine of an earlier one or
 * on any, as likely as the rates under that sum make it (Pólya's urn).
 */
function silentYear(
  {nodes, shape, sum}: FleetDraw['silent'][number],
  random: RandomStream,
  harm: SharedHarm,
): NodeYear[] {
  const hit = new Map<number, NodeYear>()
  const order: number[] = []
  const events = nodes === 0 ? 0 : drawPoisson(random, sum)
  for (let n = 0; n < events; n++) {
    const again = random() * (nodes * shape + n) < n
    const which = again ? (order[Math.floor(random() * n)] ?? 0) : Math.floor(random() * nodes)
    order.push(which)
    const node = hit.get(which) ?? fresh()
    hit.set(which, node)
    suffer(node, random, harm)
  }
  return [...hit.values()]
}

/** One year of a whole fleet: the machines that had an incident in it. */
export function fleetYear({rates, silent}: FleetDraw, random: RandomStream, harm: SharedHarm): readonly NodeYear[] {
  const hit = silent.flatMap(group => silentYear(group, random, harm))
  for (const rate of rates) {
    const events = drawPoisson(random, rate)
    if (events === 0) continue
    const node = fresh()
    for (let n = 0; n < events; n++) suffer(node, random, harm)
    hit.push(node)
  }
  return hit
}
