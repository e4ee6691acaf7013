import type {Block} from '../document.js'
import {count, group, printable, shorten} from '../format.js'
import {layoutPhrase, VERDICTS} from '../words.js'
import type {Fleet, FleetDimm, FleetGroup, FleetHost} from './fleet.js'
import {cell, lastCell, machineName, number, timeCell, worstCell} from './fleet-words.js'

/** Rows of a table on the page; machines read all of them in JSON and CSV. */
const ROWS = 50
/** Characters of a reason. */
const REASON = 240

const ofAll = (shown: number, all: number, what: string): string =>
  all > shown ? `The ${group(shown)} worst of ${count(all, what)}; all stand in -o fleet.json` : count(all, what)

const hasErrors = ({incidents, correctedAtLeast, graveErrors}: FleetHost): boolean =>
  incidents + correctedAtLeast + graveErrors > 0

/** Machines with errors, the worst first. */
export function hostBlocks({hosts}: Fleet): readonly Block[] {
  const hit = hosts.filter(hasErrors)
  const quiet = hosts.length - hit.length
  if (hit.length === 0) return [{block: 'paragraph', text: [`${count(quiet, 'machine')} without a hardware error.`]}]
  const rows = hit.slice(0, ROWS)
  return [
    {
      block: 'table',
      caption: `${ofAll(rows.length, hit.length, 'machine')} with errors${hit.length > ROWS ? '' : ', the worst first'}`,
      head: ['Machine', 'Worst', 'Outages', 'Uncorrected', 'Corrected', 'Down for', 'Last seen'],
      rows: rows.map(host => [
        cell(machineName(host)),
        worstCell(host.worst),
        number(host.outages),
        number(host.graveIncidents),
        number(host.correctedAtLeast),
        timeCell(host.downtimeSeconds),
        lastCell(host),
      ]),
      numeric: [2, 3, 4],
    },
    ...(quiet === 0
      ? []
      : [{block: 'paragraph' as const, text: [`${count(quiet, 'machine')} more without any error.`]}]),
  ]
}

const productOf = ({partNumber, serialNumber}: FleetDimm): string =>
  [partNumber, serialNumber === undefined ? undefined : `serial ${serialNumber}`]
    .filter(text => text !== undefined && text.trim() !== '')
    .map(text => shorten(printable(text ?? ''), 40))
    .join(', ')

/** Modules by what came from them. */
export function dimmBlocks({dimms}: Fleet): readonly Block[] {
  const rows = dimms.slice(0, ROWS)
  if (rows.length === 0) return []
  const products = rows.some(dimm => productOf(dimm) !== '')
  return [
    {
      block: 'table',
      caption:
        `${ofAll(rows.length, dimms.length, 'module or channel')}${dimms.length > ROWS ? '' : ', the worst first'}`.replace(
          'module or channels',
          'modules or channels',
        ),
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
      rows: rows.map(dimm => [
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
    },
  ]
}

/** Parts that failed more than once. */
export function repeatBlocks({repeats}: Fleet): readonly Block[] {
  const rows = repeats.slice(0, ROWS)
  if (rows.length === 0) return []
  return [
    {
      block: 'table',
      caption: ofAll(rows.length, repeats.length, 'part').replace(
        /^(\d+ parts?)$/,
        '$1 with two or more incidents worse than corrected',
      ),
      head: ['Machine', 'Part', 'Incidents', 'Outages', 'First', 'Last'],
      rows: rows.map(repeat => [
        cell(machineName(repeat)),
        cell(repeat.part ?? 'no log names the module'),
        number(repeat.graveIncidents),
        number(repeat.outages),
        lastCell({...(repeat.first === undefined ? {} : {last: repeat.first})}),
        lastCell(repeat),
      ]),
      numeric: [2, 3],
    },
  ]
}

function groupTable(groups: readonly FleetGroup[], caption: string, name: string): readonly Block[] {
  if (groups.length === 0) return []
  return [
    {
      block: 'table',
      caption,
      head: [name, 'Machines', 'Hit', 'Outages', 'Uncorrected', 'Corrected'],
      rows: groups
        .slice(0, ROWS)
        .map(row => [
          cell(shorten(printable(row.name), 60)),
          number(row.hosts),
          number(row.hostsHit),
          number(row.outages),
          number(row.graveIncidents),
          number(row.correctedAtLeast),
        ]),
      numeric: [1, 2, 3, 4, 5],
    },
  ]
}

/** Processors and kernels of the fleet. */
export const groupBlocks = ({platforms, kernels}: Fleet): readonly Block[] => [
  ...groupTable(platforms, 'By processor; hit are machines with an incident worse than corrected errors', 'Processor'),
  ...groupTable(kernels, 'By kernel, the newest that a machine’s logs name', 'Kernel'),
]

/** Verdicts on every incident worse than corrected, by layout. */
export function verdictBlocks({verdicts, totals}: Fleet): readonly Block[] {
  const layouts = Object.entries(verdicts)
  if (layouts.length === 0) return []
  const words = Object.entries(VERDICTS).flatMap(([verdict, text]) =>
    layouts.some(([, counts]) => Object.hasOwn(counts, verdict)) ? [{verdict, ...text}] : [],
  )
  const times = (counts: object, verdict: string) => Object.entries(counts).find(([word]) => word === verdict)?.[1] ?? 0
  return [
    {
      block: 'table',
      caption: `Verdicts on ${count(totals.graveIncidents, 'incident')} worse than corrected errors`,
      head: ['Layout', ...words.map(({sign, word}) => `${sign} ${word}`)],
      rows: layouts.map(([layout, counts]) => [
        cell(layoutPhrase(layout)),
        ...words.map(({verdict}) => number(times(counts, verdict))),
      ]),
      numeric: words.map((_, index) => index + 1),
    },
  ]
}

const READINGS = {'partly-read': '▲ read in part', 'not-read': '✖ not read', 'broke-down': '✖ broke down'} as const

/** Inputs that could not be read whole. */
export function gapBlocks({gaps}: Fleet): readonly Block[] {
  const rows = gaps.slice(0, ROWS)
  if (rows.length === 0) return []
  return [
    {
      block: 'table',
      caption: ofAll(rows.length, gaps.length, 'input').replace('worst of', 'first of'),
      head: ['Input', 'How far', 'Why'],
      rows: rows.map(({input, reading, because}) => [
        cell(shorten(printable(input.split('/').slice(-2).join('/')), 80)),
        cell(READINGS[reading]),
        cell(shorten(printable(because.startsWith(`${input}: `) ? because.slice(input.length + 2) : because), REASON)),
      ]),
    },
  ]
}
