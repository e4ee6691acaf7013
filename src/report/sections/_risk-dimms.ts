import type {RiskEstimate} from '../../risk/risk-estimate.js'
import type {Block} from '../document.js'
import {count, group, printable, shorten, twoDigits} from '../format.js'
import {dimmPlace} from '../place.js'
import {range} from './_risk-basis.js'

type Dimm = NonNullable<RiskEstimate['dimms']>[number]

/** DIMMs in the table; the rest is counted. */
const SHOWN = 12

/** Fault modes as rows name them. */
const MODES: Readonly<Record<Dimm['faultMode']['mode'], string>> = {
  unknown: 'unknown',
  cell: 'one cell',
  row: 'row',
  column: 'column',
  bank: 'bank',
  'multi-bank': 'several banks',
  rank: 'rank',
  'multi-rank': 'several ranks',
  channel: 'channel',
}

const nameOf = ({place}: Dimm): string => dimmPlace(place) ?? 'a DIMM without a name'

function scoreText({score}: Dimm): string {
  if (!score.applicable) return 'not applicable'
  const of = (share: number): string => twoDigits(share * 100)
  return `${of(score.probability)} % (${of(score.p5)} – ${of(score.p95)} %), lift ${twoDigits(score.lift)}`
}

const rowOf = (dimm: Dimm): string[][] => [
  [shorten(nameOf(dimm), 80)],
  [group(dimm.incidents)],
  [group(dimm.correctedAtLeast)],
  [MODES[dimm.faultMode.mode]],
  [`${range(dimm.rate.p5, dimm.rate.p95)}${dimm.rate.priorOnly ? ' (prior only)' : ''}`],
  [scoreText(dimm)],
]

/** Why a mode and a score are what they are, one item a DIMM. */
function groundsOf(dimm: Dimm): string {
  const {faultMode, score} = dimm
  const chance =
    faultMode.chance === undefined
      ? ''
      : ` (chance alone: ${faultMode.chance < 1e-6 ? '< 10⁻⁶' : twoDigits(faultMode.chance)})`
  const mode = `${faultMode.because}${chance}; ${count(faultMode.located, 'error')} of ${group(faultMode.errors)} name a cell.`
  const evidence = score.applicable
    ? ` Nearest in the table: ${score.evidence}; ${count(score.corrected, 'corrected error')} in the last six hours of them.`
    : ` ${score.because}`
  return printable(`${shorten(nameOf(dimm), 80)}: ${mode}${evidence}`)
}

const sourceOf = (dimms: readonly Dimm[]): readonly string[] => {
  const source = dimms.map(({score}) => (score.applicable ? score.source : undefined)).find(text => text !== undefined)
  return source === undefined
    ? []
    : [
        printable(
          `The chance is that of a failure ticket within nine months, by a table and never a verdict. ${source}. Kinds overlap, so their ratios are averaged, never multiplied.`,
        ),
      ]
}

/** Each DIMM that errors name: how far its fault reaches, its rate, and how DIMMs with such errors fared. */
export function dimmBlocks({dimms = []}: RiskEstimate): Block[] {
  const shown = dimms.slice(0, SHOWN)
  if (shown.length === 0) return []
  const more = dimms.length > SHOWN ? ` (the worst ${SHOWN} of ${count(dimms.length, 'DIMM')})` : ''
  return [
    {
      block: 'table',
      caption: `DIMMs that errors name${more}`,
      head: [
        'DIMM',
        'Uncorrected incidents',
        'Corrected errors, at least',
        'Fault',
        'Incidents a year, 90 % range',
        'Chance of failing, with 90 % range',
      ],
      rows: shown.map(rowOf),
      numeric: [1, 2],
    },
    {
      block: 'details',
      summary: 'What fault and chance of each DIMM rest on',
      blocks: [{block: 'list', items: [...shown.map(groundsOf), ...sourceOf(shown)].map(text => [text])}],
    },
  ]
}
