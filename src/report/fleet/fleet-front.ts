import type {Block, Fact, Inline} from '../document.js'
import {count, duration, group, percent} from '../format.js'
import type {Fleet, FleetRung} from './fleet.js'
import {machineName} from './fleet-words.js'

/** Modules named in the answer on what to do. */
const NAMED = 3

const were = (value: number): string => (value === 1 ? 'was' : 'were')

function happened({totals}: Fleet): string {
  const {hosts, hostsDown, hostsHit, outages, correctedAtLeast} = totals
  if (hosts === 0) return 'No machine was found in the dataset.'
  const of = count(hosts, 'machine')
  if (outages > 0)
    return `Memory and machine-check errors took ${hostsDown === hosts ? 'all' : group(hostsDown)} of ${of} down${outages > hostsDown ? `, ${count(outages, 'time')} in all` : ''}.`
  if (hostsHit > 0)
    return `No machine of ${group(hosts)} went down; ${group(hostsHit)} had errors that could not be corrected.`
  if (correctedAtLeast > 0) return `Nothing was lost on ${of}: every error was corrected.`
  return `No hardware error was found on ${of}.`
}

/** How often a measure would have helped: of the outages where there were any, else of the incidents. */
function times(fleet: Fleet, id: FleetRung['id']): number | undefined {
  const rung = fleet.ladder.find(candidate => candidate.id === id)
  if (rung === undefined || fleet.totals.graveIncidents === 0) return undefined
  return fleet.totals.outages > 0 ? rung.outages.yes : rung.incidents.yes
}

/** What is counted: outages, or incidents where none was one. */
const whole = ({totals}: Fleet): string =>
  totals.outages > 0
    ? count(totals.outages, 'outage')
    : `${count(totals.graveIncidents, 'incident')} worse than corrected errors`

/** `all`, `none` or how many of the outages. */
const share = (found: number, {totals}: Fleet): string =>
  found === totals.outages ? 'all' : found === 0 ? 'none' : group(found)

function mirrorSentence(fleet: Fleet): string[] {
  const kernel = times(fleet, 'partial-mirror')
  const full = times(fleet, 'full-mirror')
  if (kernel === undefined || full === undefined || fleet.totals.outages === 0) return []
  return [
    `Of ${whole(fleet)} a mirror of kernel data would most likely have absorbed ${share(kernel, fleet)}, a full mirror ${share(full, fleet)}.`,
  ]
}

function gapSentence({inputs}: Fleet): string[] {
  const lost = inputs.total - inputs.read
  return lost === 0
    ? []
    : [
        `${count(lost, 'input')} of ${group(inputs.total)} could not be read whole: what ${lost === 1 ? 'it tells' : 'they tell'} is missing here.`,
      ]
}

function lostAnswer({totals}: Fleet): Inline[] {
  const {outages, outagesTimed, downtimeSeconds, graveIncidents} = totals
  if (outages === 0)
    return [graveIncidents === 0 ? 'Nothing.' : 'No machine; processes and pages where the tables say so.']
  if (outagesTimed === 0) return [`${count(outages, 'outage')}; for how long is in no log.`]
  const rest = outages - outagesTimed
  const untimed =
    rest === 0 ? '' : `; of ${count(rest, 'more')} the logs do not show both ends`.replace('mores', 'more')
  return [`${duration(downtimeSeconds)} in ${count(outagesTimed, 'outage')}${untimed}.`]
}

function mirrorAnswer(fleet: Fleet): Inline[] {
  const {totals} = fleet
  if (totals.graveIncidents === 0) return ['Nothing to absorb: no error was worse than corrected.']
  const parts = [
    ['kernel data mirrored', 'partial-mirror'],
    ['full mirror', 'full-mirror'],
    ['newer kernel', 'newer-kernel'],
    ['DIMM replaced in time', 'swap-in-time'],
  ] as const
  const said = parts.flatMap(([name, id]) => {
    const found = times(fleet, id)
    return found === undefined ? [] : [`${name} ${group(found)}`]
  })
  return [said.length === 0 ? 'Not judged.' : `Of ${whole(fleet)}: ${said.join(' · ')}.`]
}

function doAnswer({dimms, repeats, gaps}: Fleet): Inline[] {
  const bad = dimms.filter(({graveIncidents, outages}) => graveIncidents > 0 || outages > 0).slice(0, NAMED)
  const again = repeats.length === 0 ? [] : [` ${count(repeats.length, 'part')} failed more than once.`]
  if (bad.length > 0) {
    const named = bad.map(dimm => `${dimm.part} of ${machineName(dimm)}`).join('; ')
    return ['Replace first: ', {strong: named}, '.', ...again]
  }
  const [storm] = dimms.filter(({correctedAtLeast}) => correctedAtLeast >= 100)
  if (storm !== undefined)
    return [
      'Watch ',
      {strong: `${storm.part} of ${machineName(storm)}`},
      `: ${count(storm.correctedAtLeast, 'corrected error')} from it.`,
    ]
  return [gaps.length > 0 ? 'Nothing urgent in what could be read.' : 'Nothing urgent.']
}

function surerAnswer({inputs, rate}: Fleet): Inline[] {
  const lost = inputs.total - inputs.read
  const clocks = rate.hostsWithoutClock
  return [
    ...(lost > 0 ? [`Fetch again what could not be read (${count(lost, 'input')}). `] : []),
    ...(clocks > 0 ? [`${count(clocks, 'machine')} ${were(clocks)} read from logs without a clock. `] : []),
    'refused' in rate.estimate
      ? 'Say how many machines there are (--fleet-size): without that no rate can be told.'
      : 'Add the logs of machines on which nothing happened.',
  ]
}

/** The first screen: what happened to the fleet, and the five answers. */
export function fleetFront(fleet: Fleet): readonly Block[] {
  const facts: readonly Fact[] = [
    {name: 'What happened', value: [eventsText(fleet)]},
    {name: 'What was lost', value: lostAnswer(fleet)},
    {name: 'Would a mirror have helped', value: mirrorAnswer(fleet)},
    {name: 'Do now', value: doAnswer(fleet)},
    {name: 'To be surer', value: surerAnswer(fleet)},
  ]
  return [
    {block: 'lead', sentences: [happened(fleet), ...mirrorSentence(fleet), ...gapSentence(fleet)]},
    {block: 'facts', facts, prominent: true},
  ]
}

function eventsText({totals, inputs}: Fleet): string {
  const {hosts, hostsHit, graveIncidents, incidents, correctedAtLeast} = totals
  const share = hosts === 0 ? '' : ` (${percent(hostsHit / hosts)})`
  return (
    `${count(inputs.total, 'input')}, ${count(hosts, 'machine')}. ${count(graveIncidents, 'incident')} worse than corrected errors on ${count(hostsHit, 'machine')}${share}; ` +
    `${group(incidents - graveIncidents)} mild ones; at least ${count(correctedAtLeast, 'corrected error')}.`
  )
}
