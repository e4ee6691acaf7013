import type {RiskEstimate} from '../../risk/risk-estimate.js'
import type {Block} from '../document.js'
import {percent, printable, twoDigits} from '../format.js'
import {range} from './_risk-basis.js'

type Downtime = RiskEstimate['downtime'][number]

/** The measures of the ladder, as rows name them. */
export const MEASURES: Readonly<Record<Downtime['measure'], string>> = {
  'as-it-was': 'as it was',
  'newer-kernel': 'a newer kernel',
  'tolerant-kernel': 'a kernel that downgrades errors',
  'page-offline': 'pages taken out of use in time',
  'swap-in-time': 'DIMMs replaced in time',
  'kernelcore-mirror': 'mirror at hand used',
  'partial-mirror': 'kernel memory mirrored',
  'full-mirror': 'full mirror',
}

/** What a measure itself costs in memory and in planned stops. */
function costOf({capacityShare, plannedMinutes = 0}: Downtime): string {
  const costs = [
    ...(capacityShare === undefined ? [] : [`${percent(capacityShare)} of the memory`]),
    ...(plannedMinutes === 0
      ? []
      : [`${twoDigits(plannedMinutes)} planned ${twoDigits(plannedMinutes) === '1' ? 'minute' : 'minutes'} a year`]),
  ]
  return costs.length === 0 ? '–' : costs.join(', ')
}

const savesNothing = ({probabilityOfSaving = 0, absorbedShare = 0}: Downtime): boolean =>
  probabilityOfSaving === 0 && absorbedShare === 0

function rowOf(estimate: Downtime): string[][] {
  const {measure, savedMinutes, probabilityOfSaving = 0} = estimate
  const what = [MEASURES[measure]]
  if (savesNothing(estimate)) return [what, ['nothing further'], ['–'], ['–'], ['–']]
  return [
    what,
    [percent(probabilityOfSaving)],
    [savedMinutes === undefined ? '–' : twoDigits(savedMinutes.mean)],
    [savedMinutes === undefined ? '–' : range(savedMinutes.p5, savedMinutes.p95)],
    [costOf(estimate)],
  ]
}

/** Notes with the measures they belong to; equal notes are told once. */
function notesOf(estimates: readonly Downtime[]): Block[] {
  const notes = new Map<string, string[]>()
  for (const {note, measure} of estimates)
    if (note !== undefined) notes.set(note, [...(notes.get(note) ?? []), MEASURES[measure]])
  const items = [...notes].map(([note, measures]) => [{strong: `${measures.join(', ')}: `}, printable(note)])
  return items.length === 0 ? [] : [{block: 'list', items}]
}

/** What each measure would save in a year and what it costs; the same drawn years under every one of them. */
export function savings({downtime}: RiskEstimate): Block[] {
  const measures = downtime.filter(({measure}) => measure !== 'as-it-was')
  if (measures.length === 0) return []
  return [
    {
      block: 'table',
      caption:
        'Minutes a year that each measure alone would save; measures act on the same incidents, so savings never add up',
      head: ['Measure', 'Chance of any saving', 'Mean', '90 % range', 'Its own cost'],
      rows: measures.map(rowOf),
      numeric: [1, 2, 3],
    },
    ...notesOf(measures),
  ]
}
