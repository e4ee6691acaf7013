import type {SharesPart} from '../charts/shares.js'
import type {Block} from '../document.js'
import {count, group} from '../format.js'
import type {Answers, Fleet, FleetRung} from './fleet.js'
import {cell, number} from './fleet-words.js'

/** Parts of a bar, in their order. */
const PARTS = [
  {answer: 'yes', look: 'yes', word: '✔ yes'},
  {answer: 'possible', look: 'possible', word: '? possibly'},
  {answer: 'unknown', look: 'unknown', word: '? cannot tell'},
  {answer: 'no', look: 'no', word: '✖ no'},
  {answer: 'notNeeded', look: 'unknown', word: '– not needed'},
] as const satisfies readonly (Omit<SharesPart, 'value'> & {readonly answer: keyof Answers})[]

const shown = (rungs: readonly FleetRung[], of: 'incidents' | 'outages') =>
  PARTS.filter(({answer}) => rungs.some(rung => rung[of][answer] > 0))

/** Measures: the machine as it was is none. */
const measures = ({ladder}: Fleet): readonly FleetRung[] => ladder.filter(({id}) => id !== 'as-it-was')

const ofGrave = ({totals}: Fleet): string => `${count(totals.graveIncidents, 'incident')} worse than corrected errors`

function chart(fleet: Fleet, of: 'incidents' | 'outages'): Block {
  const rungs = measures(fleet)
  const parts = shown(rungs, of)
  const total = of === 'outages' ? count(fleet.totals.outages, 'outage') : ofGrave(fleet)
  return {
    block: 'chart',
    chart: 'shares',
    title: `Which measure would have helped, of ${total}`,
    description:
      'One bar for each measure, divided by how often it would have helped, possibly, nobody can tell, or not.',
    data: rungs.map(rung => ({
      title: rung.title,
      parts: parts.map(({answer, look, word}) => ({value: rung[of][answer], look, word})),
    })),
    table: {
      head: ['Measure', ...parts.map(({word}) => word)],
      rows: rungs.map(rung => [rung.title, ...parts.map(({answer}) => group(rung[of][answer]))]),
    },
  }
}

function table(fleet: Fleet): Block {
  const rungs = measures(fleet)
  const parts = shown(rungs, 'incidents')
  const outages = fleet.totals.outages > 0
  const among = outages ? `, ${count(fleet.totals.outages, 'outage')} among them` : ''
  return {
    block: 'table',
    caption: `How often each measure would have helped, of ${ofGrave(fleet)}${among}`,
    head: ['Measure', ...(outages ? ['Outages avoided'] : []), ...parts.map(({word}) => word)],
    rows: rungs.map(rung => [
      cell(rung.title),
      ...(outages ? [number(rung.outages.yes)] : []),
      ...parts.map(({answer}) => number(rung.incidents[answer])),
    ]),
    numeric: Array.from({length: parts.length + Number(outages)}, (_, index) => index + 1),
  }
}

/** From the machines as they were to full mirrors: how often each measure would have helped. */
export function ladderBlocks(fleet: Fleet): readonly Block[] {
  if (fleet.totals.graveIncidents === 0 || fleet.ladder.length === 0) return []
  return [chart(fleet, fleet.totals.outages > 0 ? 'outages' : 'incidents'), table(fleet)]
}

/** What each measure costs, as told of most incidents. */
export function costBlocks(fleet: Fleet): readonly Block[] {
  const priced = measures(fleet).filter(({cost}) => cost !== undefined)
  if (fleet.totals.graveIncidents === 0 || priced.length === 0) return []
  return [
    {
      block: 'table',
      caption: 'What each measure costs, as told of most incidents',
      head: ['Measure', 'It costs'],
      rows: priced.map(({title, cost = '', costVaries}) => [
        cell(title),
        cell(costVaries ? `${cost}; other machines differ` : cost),
      ]),
    },
  ]
}
