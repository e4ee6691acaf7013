import type {RiskEstimate} from '../../risk/risk-estimate.js'
import type {Block} from '../document.js'
import {count, group, percent, shorten, twoDigits} from '../format.js'

/** Two ends of an interval, two digits each. */
export const range = (low: number, high: number): string => `${twoDigits(low)} – ${twoDigits(high)}`

/** The same rate under other readings: what the answer hangs on. */
export function otherReadings({rate}: RiskEstimate): Block[] {
  const alternatives = rate?.alternatives ?? []
  if (rate === undefined || alternatives.length === 0) return []
  const {'30': short, '3600': usual, '86400': long} = rate.incidentsByGap
  return [
    {
      block: 'details',
      summary: 'The same rate, read otherwise',
      blocks: [
        {
          block: 'paragraph',
          text: [
            `Incidents told apart by gaps of 30 seconds: ${group(short)}; of 1 hour, as counted here: ${group(usual)}; of 24 hours: ${group(long)}.`,
          ],
        },
        {
          block: 'table',
          caption: 'Uncorrected incidents a year',
          head: ['Reading', 'Median', '90 % range'],
          rows: alternatives.map(({title, median, p5, p95}) => [
            [shorten(title)],
            [twoDigits(median)],
            [range(p5, p95)],
          ]),
          numeric: [1, 2],
        },
      ],
    },
  ]
}

/** The sum a reader can check, and the assumptions that carry the answer. */
export function whatItRestsOn({expectation, movedBy = []}: RiskEstimate): Block[] {
  const sum: Block[] =
    expectation === undefined
      ? []
      : [
          {
            block: 'paragraph',
            text: [
              `To check by hand: ${twoDigits(expectation.incidentsPerYear)} incidents a year × ${percent(expectation.fatalShare)} of them fatal × ${twoDigits(expectation.minutesPerOutage)} minutes each = ${twoDigits(expectation.minutesPerYear)} minutes a year on average.`,
            ],
          },
        ]
  if (movedBy.length === 0) return sum
  return [
    ...sum,
    {
      block: 'details',
      summary: `What moves the answer by more than 10 %: ${count(movedBy.length, 'assumption')}`,
      blocks: [
        {
          block: 'table',
          caption: 'Factor on the expected minutes with the assumption at its lowest and highest',
          head: ['Assumption', 'Answer', 'Lowest', 'Highest'],
          rows: movedBy.map(effect => [
            [shorten(effect.title, 120)],
            [effect.answer],
            [`× ${twoDigits(effect.lowFactor)}`],
            [`× ${twoDigits(effect.highFactor)}`],
          ]),
          numeric: [2, 3],
        },
      ],
    },
  ]
}
