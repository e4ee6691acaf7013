import type {InventoryCounter, InventoryModule} from '../../incidents/inventory.js'
import type {SourcePosition} from '../../logs/log-line.js'
import type {Analysis, AnalysisHost} from '../analysis.js'
import {type Block, defineSection, type Inline} from '../document.js'
import {bytes, count, duration, group, printable, shorten} from '../format.js'
import {hostName} from '../front-page.js'
import {lineLabel} from '../line-label.js'

/** Hosts and rows told one by one. */
const HOSTS = 20
const ROWS = 100
const TEXT = 120

const MIB = 1024n * 1024n
const DAY = 86_400

const said = (text: string | undefined): Inline[] => [
  text === undefined || text === '' ? '–' : shorten(printable(text), TEXT),
]

const sourceOf = (analysis: Analysis, position: SourcePosition | undefined): Inline[] =>
  position === undefined ? ['–'] : [{line: position, label: lineLabel(analysis, position)}]

const stateOf = ({disabled, state, health}: InventoryModule): Inline[] => {
  const words = [...new Set([state, health].filter(word => word !== undefined))].join(', ')
  if (disabled !== undefined) return [{badge: 'left out of use', sign: '▲', tone: 'warn'}]
  return said(words)
}

const partOf = ({partNumber, serialNumber}: InventoryModule): string =>
  [partNumber, serialNumber === undefined ? undefined : `serial ${serialNumber}`]
    .filter(part => part !== undefined)
    .join(', ')

const PERIODS: Readonly<Record<InventoryCounter['period'], string>> = {
  lifetime: 'it was made',
  current: 'the last reset; when that was is not told',
  unknown: 'not told',
}

const sinceOf = ({seconds, period}: InventoryCounter): string =>
  seconds === undefined ? PERIODS[period] : `${duration(seconds)} ago`

/** A counter younger than a day gives no rate a day. */
function rateOf({count: errors, seconds}: InventoryCounter): string {
  if (seconds === undefined || seconds < DAY) return '–'
  const perDay = errors / (seconds / DAY)
  return perDay >= 10 ? `${group(perDay)} a day` : `${perDay.toPrecision(2)} a day`
}

const beyond = (rows: readonly unknown[], one: string): Block[] =>
  rows.length > ROWS ? [{block: 'paragraph', text: [`and ${count(rows.length - ROWS, one)} more in the JSON.`]}] : []

function counterTable(analysis: Analysis, host: AnalysisHost): Block[] {
  const counters = host.inventory?.counters ?? []
  if (counters.length === 0) return []
  return [
    {
      block: 'table',
      caption: `${hostName(host.id)}: ${count(counters.length, 'counter')} not at zero`,
      head: ['Where', 'What', 'Count', 'Counting since', 'Rate', 'Line'],
      rows: counters
        .slice(0, ROWS)
        .map(counter => [
          said(counter.scope),
          said(counter.name),
          [group(counter.count)],
          [sinceOf(counter)],
          [rateOf(counter)],
          sourceOf(analysis, counter.position),
        ]),
      numeric: [2],
    },
    ...beyond(counters, 'counter'),
  ]
}

function moduleTable(analysis: Analysis, host: AnalysisHost): Block[] {
  const modules = host.inventory?.modules ?? []
  if (modules.length === 0) return []
  return [
    {
      block: 'table',
      caption: `${hostName(host.id)}: ${count(modules.length, 'memory module')}`,
      head: ['Module', 'Size', 'Part', 'State', 'Line'],
      rows: modules
        .slice(0, ROWS)
        .map(module => [
          said(module.label),
          [module.sizeMiB === undefined ? '–' : bytes(BigInt(Math.round(module.sizeMiB)) * MIB)],
          said(partOf(module)),
          stateOf(module),
          sourceOf(analysis, module.position),
        ]),
      numeric: [1],
    },
    ...beyond(modules, 'module'),
  ]
}

const TOTALS =
  'Counters tell how many errors there were, never when or at which address: they are not among the errors and incidents above, and some of those may be counted in them.'

/** Running totals with their age, and the modules the logs name: what the machine knows of itself beside its events. */
export default defineSection({
  id: 'counted',
  title: 'What the machine counts',
  order: 65,
  compose: (analysis): Block[] => {
    const told = analysis.hosts.filter(({inventory}) => inventory !== undefined)
    const shown = told.slice(0, HOSTS)
    const counters = shown.flatMap(host => counterTable(analysis, host))
    const left = told.length - HOSTS
    return [
      ...counters,
      ...(counters.length === 0 ? [] : [{block: 'paragraph' as const, text: [TOTALS]}]),
      ...shown.flatMap(host => moduleTable(analysis, host)),
      ...(left > 0 ? [{block: 'paragraph' as const, text: [`Not shown: ${count(left, 'host')} more.`]}] : []),
    ]
  },
})
