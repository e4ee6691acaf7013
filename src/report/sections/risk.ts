import type {RiskEstimate} from '../../risk/risk-estimate.js'
import {type Block, defineSection} from '../document.js'
import {count, percent, twoDigits} from '../format.js'
import {hostName} from '../front-page.js'
import {hostCell} from '../host-cell.js'
import {otherReadings, range, whatItRestsOn} from './_risk-basis.js'
import {dimmBlocks} from './_risk-dimms.js'
import {exposureBlocks} from './_risk-exposure.js'
import {MEASURES, savings} from './_risk-measures.js'

/** Hosts whose intervals are drawn; all stand in the table. */
const DRAWN = 4

/** The rate in a sentence, as a range; said to be of other machines where the log carries none. */
function rateText({rate}: RiskEstimate): Block[] {
  if (rate === undefined) return []
  const source = rate.priorOnly
    ? 'From field studies of other machines alone (prior only): '
    : 'From field studies and this log: '
  const any =
    rate.probabilityOfAny === undefined ? '' : `; at least one in the next year: ${percent(rate.probabilityOfAny)}`
  const text = `${range(rate.p5, rate.p95)} uncorrected incidents a year (90 % range), median ${twoDigits(rate.median)}${any}.`
  return [{block: 'paragraph', text: [{strong: source}, text]}]
}

function rateRow({rate}: RiskEstimate): readonly string[][] {
  if (rate === undefined) return []
  const what = rate.priorOnly ? 'uncorrected incidents a year (field studies only)' : 'uncorrected incidents a year'
  return [[what, twoDigits(rate.median), range(rate.p25, rate.p75), range(rate.p5, rate.p95), '']]
}

const downtimeRows = ({downtime}: RiskEstimate): readonly string[][] =>
  downtime.map(estimate => [
    `minutes down a year, ${MEASURES[estimate.measure]}`,
    twoDigits(estimate.median),
    range(estimate.p25, estimate.p75),
    range(estimate.p5, estimate.p95),
    percent(estimate.probabilityOfNone),
  ])

const intervalChart = (risk: RiskEstimate): Block => ({
  block: 'chart',
  chart: 'intervals',
  title: 'Unplanned downtime to expect, minutes in a year',
  description:
    'For each measure the median, the range that holds half of all cases and the range that holds 90 % of them.',
  data: risk.downtime.map(({measure, median, p5, p25, p75, p95, probabilityOfNone}) => ({
    name: MEASURES[measure],
    median,
    p5,
    p25,
    p75,
    p95,
    none: probabilityOfNone,
  })),
  table: {
    head: ['What', 'Median', '50 % range', '90 % range', 'Chance of none'],
    rows: [...rateRow(risk), ...downtimeRows(risk)],
  },
})

const listOf = (texts: readonly string[]): Block[] =>
  texts.length === 0 ? [] : [{block: 'list', items: texts.map(text => [text])}]

/** The caveats that do not only repeat the table of assumptions. */
const caveatsBeside = ({caveats, movedBy = []}: RiskEstimate): readonly string[] =>
  caveats.filter(caveat => !movedBy.some(({title}) => caveat.includes(title)))

const isEstimated = (risk: RiskEstimate): boolean => risk.downtime.length > 0 || risk.rate !== undefined

/** Minutes under each measure; folded away where the log shows nothing that they could rest on. */
function downtimeBlocks(risk: RiskEstimate): Block[] {
  const blocks = [intervalChart(risk), ...savings(risk)]
  return risk.rate?.incidents === 0
    ? [{block: 'details', summary: 'Minutes down in a year, and what each measure would save', blocks}]
    : blocks
}

const drawn = (risk: RiskEstimate, several: boolean): Block[] => [
  ...(several ? [{block: 'heading', text: hostName(risk.host)} as const] : []),
  ...(isEstimated(risk)
    ? [
        ...exposureBlocks(risk),
        ...rateText(risk),
        ...downtimeBlocks(risk),
        ...dimmBlocks(risk),
        ...whatItRestsOn(risk),
        ...otherReadings(risk),
      ]
    : []),
  ...listOf(caveatsBeside(risk)),
]

/** Why hosts beyond the drawn ones have no numbers. */
const silentHosts = (silent: readonly RiskEstimate[]): Block[] => {
  const reasons = new Map<string, number>()
  for (const caveat of silent.flatMap(({caveats}) => caveats)) reasons.set(caveat, (reasons.get(caveat) ?? 0) + 1)
  return listOf([...reasons].map(([reason, hosts]) => `${count(hosts, 'more host')} without an estimate: ${reason}`))
}

const othersTable = (others: readonly RiskEstimate[]): Block[] =>
  others.length === 0
    ? []
    : [
        {
          block: 'table',
          caption: `The other ${count(others.length, 'host')}`,
          head: ['Host', 'Incidents', 'Minutes down a year: median', '90 % range'],
          rows: others.map(({host, rate, downtime: [asItWas]}) => [
            [hostCell(host)],
            [rate === undefined ? '–' : String(rate.incidents)],
            [asItWas === undefined ? '–' : twoDigits(asItWas.median)],
            [asItWas === undefined ? '–' : range(asItWas.p5, asItWas.p95)],
          ]),
          numeric: [1, 2],
        },
      ]

/** What to expect in a year, always as an interval: rates and downtime with and without a mirror. */
export default defineSection({
  id: 'risk',
  title: 'What to expect in a year',
  order: 60,
  compose: (analysis): Block[] => {
    const incidents = (host: string) => analysis.incidents.filter(incident => incident.host === host).length
    const hosts = [...analysis.risk.hosts].sort(
      (a, b) => Number(isEstimated(b)) - Number(isEstimated(a)) || incidents(b.host) - incidents(a.host),
    )
    const others = hosts.slice(DRAWN)
    return [
      ...hosts.slice(0, DRAWN).flatMap(risk => drawn(risk, hosts.length > 1)),
      ...othersTable(others.filter(isEstimated)),
      ...silentHosts(others.filter(risk => !isEstimated(risk))),
    ]
  },
})
