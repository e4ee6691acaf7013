import type {RiskEstimate} from '../../risk/risk-estimate.js'
import {type Block, defineSection, type Inline} from '../document.js'
import {count, percent, twoDigits} from '../format.js'
import {hostName} from '../front-page.js'
import {otherReadings, range, whatItRestsOn} from './_risk-basis.js'

/** Hosts whose intervals are drawn; all stand in the table. */
const DRAWN = 4

const MEASURES = {
  'as-it-was': 'as it was',
  'kernelcore-mirror': 'kernel memory mirrored',
  'full-mirror': 'full mirror',
} as const

function exposure({exposure: seen, rate}: RiskEstimate): readonly Inline[] {
  if (seen === undefined)
    return ['The log does not show how long it was observed: the estimate rests on field studies alone.']
  const triggered = seen.triggeredCollection
    ? ' The log was probably pulled because of an error, so the first one does not count towards the rate.'
    : ''
  const incidents = rate === undefined ? '' : ` ${count(rate.incidents, 'uncorrected incident')} in that time.`
  return [
    `Observed ${twoDigits(seen.observedDays)} of ${twoDigits(seen.spanDays)} days (${percent(seen.coverage)}).${incidents}${triggered}`,
  ]
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

const measureName = (measure: 'as-it-was' | 'kernelcore-mirror' | 'full-mirror'): string =>
  measure === 'full-mirror' ? 'a full mirror' : 'kernel memory mirrored'

/** What a measure saves and what it costs, in one sentence. */
function savingText(estimate: RiskEstimate['downtime'][number]): string {
  const {measure, probabilityOfSaving = 0, capacityShare, plannedMinutes} = estimate
  const costs = [
    ...(capacityShare === undefined ? [] : [`${percent(capacityShare)} of the memory`]),
    ...(plannedMinutes === undefined ? [] : [`${twoDigits(plannedMinutes)} planned minutes a year for repair`]),
  ]
  const cost = costs.length === 0 ? '' : ` It costs ${costs.join(' and ')}.`
  return `With ${measureName(measure)} the chance of any saving in a year is ${percent(probabilityOfSaving)}.${cost}`
}

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

const drawn = (risk: RiskEstimate, several: boolean): Block[] => [
  ...(several ? [{block: 'heading', text: hostName(risk.host)} as const] : []),
  {block: 'paragraph', text: exposure(risk)},
  intervalChart(risk),
  ...listOf(risk.downtime.filter(estimate => estimate.probabilityOfSaving !== undefined).map(savingText)),
  ...whatItRestsOn(risk),
  ...otherReadings(risk),
  ...listOf(risk.caveats),
]

const othersTable = (others: readonly RiskEstimate[]): Block[] =>
  others.length === 0
    ? []
    : [
        {
          block: 'table',
          caption: `The other ${count(others.length, 'host')}`,
          head: ['Host', 'Incidents', 'Minutes down a year: median', '90 % range'],
          rows: others.map(({host, rate, downtime: [asItWas]}) => [
            [hostName(host)],
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
    const hosts = analysis.risk.hosts
      .filter(risk => risk.downtime.length > 0 || risk.rate !== undefined)
      .sort((a, b) => incidents(b.host) - incidents(a.host))
    return [...hosts.slice(0, DRAWN).flatMap(risk => drawn(risk, hosts.length > 1)), ...othersTable(hosts.slice(DRAWN))]
  },
})
