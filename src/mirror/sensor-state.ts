import type {PlatformFact} from '../records/platform-fact.js'

type Sensor = Extract<PlatformFact, {readonly fact: 'mirror-redundancy'}>

/** Processors of the boards that swap the two states: Xeon 5500, 5600 and 3400 (Intel G74211). */
const SWAPPING_CPU = /\b[XELW](?:55|56|34)\d\d\b/
const SWAPPING_BOARD = /\bS(?:5500|5520|3420)/

const SWAPPED = {redundant: 'lost', lost: 'redundant'} as const

type Generation = 'swapping' | 'standard' | 'unknown'

function generationOf(machine: readonly PlatformFact[]): Generation {
  const boards = machine.flatMap(fact => (fact.fact === 'dmi' ? [fact.text] : []))
  const cpus = machine.flatMap(fact => (fact.fact === 'cpu' && fact.modelName !== undefined ? [fact.modelName] : []))
  if (boards.some(board => SWAPPING_BOARD.test(board)) || cpus.some(cpu => SWAPPING_CPU.test(cpu))) return 'swapping'
  return cpus.length > 0 ? 'standard' : 'unknown'
}

/** What a sensor's word means on this machine: boards of one generation swap whole and lost, and the log may name the board. */
export function sensorState(
  {state, because, standard}: Sensor,
  machine: readonly PlatformFact[],
): Pick<Sensor, 'state' | 'because'> {
  const generation = standard === undefined ? 'unknown' : generationOf(machine)
  if (standard === undefined || generation === 'unknown') return {state, because}
  return generation === 'swapping'
    ? {state: SWAPPED[standard], because: 'boards with Intel 5500 processors, as this one, swap whole and lost'}
    : {state: standard, because: 'by the words of the IPMI standard; only boards with Intel 5500 processors swap them'}
}
