import type {Block} from '../document.js'
import {count, printable, shorten} from '../format.js'
import {layoutPhrase, VERDICTS} from '../words.js'
import type {Fleet, FleetDimm, FleetGroup, FleetHost} from './fleet.js'
import {cell, lastCell, machineName, number, timeCell, worstCell} from './fleet-words.js'
import {rankedTable} from './ranked-table.js'

/** Characters of a reason. */
const REASON = 240

const hasErrors = ({incidents, correctedAtLeast, graveErrors}: FleetHost): boolean =>
  incidents + correctedAtLeast + graveErrors > 0

/** Machines with errors, the worst first. */
export function hostBlocks({hosts}: Fleet): readonly Block[] {
  const hit = hosts.filter(hasErrors)
  const quiet = count(hosts.length - hit.length, 'machine')
  const without: Block = {
    block: 'paragraph',
    text: [hit.length === 0 ? `${quiet} without a hardware error.` : `${quiet} more without any error.`],
  }
  const rows = hit.map(host => [
    cell(machineName(host)),
    worstCell(host.worst),
    number(host.outages),
    number(host.graveIncidents),
    number(host.correctedAtLeast),
    timeCell(host.downtimeSeconds),
    lastCell(host),
  ])
  return [
    ...rankedTable({
      caption: `${count(hit.length, 'machine')} with errors, the worst first`,
      head: ['Machine', 'Worst', 'Outages', 'Uncorrected', 'Corrected', 'Down for', 'Last seen'],
      rows,
      numeric: [2, 3, 4],
    }),
    ...(hit.length === hosts.length ? [] : [without]),
  ]
}

const productOf = ({partNumber, serialNumber}: FleetDimm): string =>
  [partNumber, serialNumber === undefined ? undefined : `serial ${serialNumber}`]
    .flatMap(text => (text === undefined || text.trim() === '' ? [] : [shorten(printable(text), 40)]))
    .join(', ')

/** Modules by what came from them. */
export function dimmBlocks({dimms}: Fleet): readonly Block[] {
  const products = dimms.some(dimm => productOf(dimm) !== '')
  return rankedTable({
    caption: `${count(dimms.length, 'module or channel', 'modules or channels')}, the worst first`,
    head: [
      'Machine',
      'Part',
      'Worst',
      'Outages',
      'Uncorrected',
      'Corrected',
      'Last seen',
      ...(products ? ['Product'] : []),
    ],
    rows: dimms.map(dimm => [
      cell(machineName(dimm)),
      cell(dimm.part),
      worstCell(dimm.worst),
      number(dimm.outages),
      number(dimm.graveIncidents),
      number(dimm.correctedAtLeast),
      lastCell(dimm),
      ...(products ? [cell(productOf(dimm))] : []),
    ]),
    numeric: [3, 4, 5],
  })
}

/** Parts that failed more than once. */
export const repeatBlocks = ({repeats}: Fleet): readonly Block[] =>
  rankedTable({
    caption: `${count(repeats.length, 'part')} with two or more incidents worse than corrected errors`,
    head: ['Machine', 'Part', 'Incidents', 'Outages', 'First', 'Last'],
    rows: repeats.map(({first, ...repeat}) => [
      cell(machineName(repeat)),
      cell(repeat.part ?? 'no log names the module'),
      number(repeat.graveIncidents),
      number(repeat.outages),
      lastCell(first === undefined ? {} : {last: first}),
      lastCell(repeat),
    ]),
    numeric: [2, 3],
  })

const groupTable = (groups: readonly FleetGroup[], caption: string, name: string): readonly Block[] =>
  rankedTable({
    caption,
    head: [name, 'Machines', 'Hit', 'Outages', 'Uncorrected', 'Corrected'],
    rows: groups.map(row => [
      cell(shorten(printable(row.name), 60)),
      number(row.hosts),
      number(row.hostsHit),
      number(row.outages),
      number(row.graveIncidents),
      number(row.correctedAtLeast),
    ]),
    numeric: [1, 2, 3, 4, 5],
  })

/** Processors and kernels of the fleet. */
export const groupBlocks = ({platforms, kernels}: Fleet): readonly Block[] => [
  ...groupTable(platforms, 'By processor; hit are machines with an incident worse than corrected errors', 'Processor'),
  ...groupTable(kernels, 'By kernel, the newest that a machine’s logs name', 'Kernel'),
]

/** Verdicts on every incident worse than corrected, by layout. */
export function verdictBlocks({verdicts, totals}: Fleet): readonly Block[] {
  const layouts = Object.entries(verdicts)
  const words = Object.entries(VERDICTS).flatMap(([verdict, text]) =>
    layouts.some(([, counts]) => Object.hasOwn(counts, verdict)) ? [{verdict, ...text}] : [],
  )
  const times = (counts: object, verdict: string) => Object.entries(counts).find(([word]) => word === verdict)?.[1] ?? 0
  return rankedTable({
    caption: `Verdicts on ${count(totals.graveIncidents, 'incident')} worse than corrected errors`,
    head: ['Layout', ...words.map(({sign, word}) => `${sign} ${word}`)],
    rows: layouts.map(([layout, counts]) => [
      cell(layoutPhrase(layout)),
      ...words.map(({verdict}) => number(times(counts, verdict))),
    ]),
    numeric: words.map((_, index) => index + 1),
  })
}

const READINGS = {'partly-read': '▲ read in part', 'not-read': '✖ not read', 'broke-down': '✖ broke down'} as const

/** Inputs that could not be read whole. */
export const gapBlocks = ({gaps}: Fleet): readonly Block[] =>
  rankedTable({
    caption: count(gaps.length, 'input'),
    head: ['Input', 'How far', 'Why'],
    rows: gaps.map(({input, reading, because}) => [
      cell(shorten(printable(input.split('/').slice(-2).join('/')), 80)),
      cell(READINGS[reading]),
      cell(shorten(printable(because.startsWith(`${input}: `) ? because.slice(input.length + 2) : because), REASON)),
    ]),
  })
