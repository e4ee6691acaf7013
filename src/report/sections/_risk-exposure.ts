import type {RiskEstimate} from '../../risk/risk-estimate.js'
import type {Block} from '../document.js'
import {count, duration, percent, printable, shorten} from '../format.js'

type Exposure = NonNullable<RiskEstimate['exposure']>

const DAY = 86_400
const LABEL = 80

const GAPS = {downtime: 'down between two boots', unobserved: 'nothing is known'} as const

const CUTS = {
  'module-replaced': 'another module in the slot',
  'module-disabled': 'module left out of use',
  failover: 'a mirror gave up one copy',
  'mirror-mode': 'mirror mode changed',
} as const

function sentence({exposure: seen, rate}: RiskEstimate): string {
  if (seen === undefined) return 'How long the machine was observed is not known.'
  const triggered = seen.triggeredCollection
    ? ' The log was probably pulled because of an error, so the first one does not count towards the rate.'
    : ''
  const leftOut = (seen.leftOut ?? []).reduce((sum, {incidents: own}) => sum + own, 0)
  const incidents =
    rate === undefined ? '' : ` ${count(rate.incidents + leftOut, 'uncorrected incident')} in that time.`
  const [observed, span] = [duration(seen.observedDays * DAY), duration(seen.spanDays * DAY)]
  const boots = (seen.boots ?? 0) > 1 ? `, in ${count(seen.boots ?? 0, 'boot')}` : ''
  const of = observed === span ? observed : `${observed} of ${span} (${percent(seen.coverage)})`
  return `Observed for ${of}${boots}.${incidents}${triggered}`
}

const rowsOf = ({gaps = [], cuts = []}: Exposure): readonly string[][][] => [
  ...gaps.map(({from, to, kind}) => [[printable(from)], [printable(to)], [GAPS[kind]]]),
  ...cuts.map(({kind, what, at}) => [
    [at === undefined ? 'not told' : printable(at)],
    ['–'],
    [`${CUTS[kind]}: ${shorten(printable(what), LABEL)}`],
  ]),
]

/** How long the machine was watched, in a sentence; where it was not, and where what was watched changed, on demand. */
export function exposureBlocks(risk: RiskEstimate): Block[] {
  const rows = risk.exposure === undefined ? [] : rowsOf(risk.exposure)
  const said: Block = {block: 'paragraph', text: [sentence(risk)]}
  if (rows.length === 0) return [said]
  return [
    said,
    {
      block: 'details',
      summary: 'Gaps in the log, and where what is watched changed',
      blocks: [{block: 'table', caption: 'The longest gaps, and all changes', head: ['From', 'To', 'What'], rows}],
    },
  ]
}
