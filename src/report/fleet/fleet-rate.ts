import type {Interval} from '../../risk/risk-estimate.js'
import type {Block} from '../document.js'
import {count, percent, twoDigits} from '../format.js'
import type {Fleet} from './fleet.js'
import {cell} from './fleet-words.js'

const DAYS_A_YEAR = 365.25

type Say = (value: number) => string

/** Availability, with the digits that matter. */
const nines: Say = share => `${Number((share * 100).toFixed(3))} %`

/** One quantity: median, and the range that holds 90 % of the draws. */
const rowOf = (name: string, {median, p5, p95}: Interval, say: Say) => [
  cell(name),
  cell(say(median)),
  cell(`${say(p5)} – ${say(p95)}`),
]

function estimateBlocks({rate: {estimate}}: Fleet): readonly Block[] {
  if ('refused' in estimate)
    return [{block: 'callout', tone: 'neutral', sign: '?', title: 'No rate for the fleet', text: [estimate.refused]}]
  const {fleetSize, nodesWithLog, availability} = estimate
  return [
    {
      block: 'table',
      caption: `In a year, on ${count(fleetSize, 'machine')}, ${count(nodesWithLog, 'log')} of which carry a rate`,
      head: ['What', 'Median', '90 % range'],
      rows: [
        rowOf('uncorrected incidents, 1,000 machines', estimate.incidentsPer1000NodeYears, twoDigits),
        rowOf('outages, 1,000 machines', estimate.outagesPer1000NodeYears, twoDigits),
        rowOf('hours down, all machines together', estimate.nodeHoursLost, twoDigits),
        ...(availability === undefined ? [] : [rowOf('time that machines are up', availability, nines)]),
        rowOf('share of the incidents on the worst 1 % of the machines', estimate.worst1Percent, percent),
        rowOf('share of the incidents on the worst 5 % of the machines', estimate.worst5Percent, percent),
      ],
      numeric: [1, 2],
    },
    {block: 'list', items: estimate.caveats.map(text => [text])},
  ]
}

/** What the fleet may expect in a year, or why that cannot be told, and what was counted. */
export function rateBlocks(fleet: Fleet): readonly Block[] {
  const {graveIncidents, hosts, observedDays} = fleet.rate
  const years = twoDigits(observedDays / DAYS_A_YEAR)
  return [
    ...estimateBlocks(fleet),
    {
      block: 'paragraph',
      text: [
        `What was counted: ${count(graveIncidents, 'incident')} worse than corrected errors on ${count(hosts, 'machine')} whose logs cover ${years} machine-years together. The analysis of each machine tells what its own log carries.`,
      ],
    },
  ]
}
