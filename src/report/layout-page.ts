import type {MirrorLayout, MirrorRegion, Provenance} from '../mirror/layout.js'
import type {LayoutFinding} from '../mirror/layout-finding.js'
import {mirroredBytesOf, mirroredShareOf, visibleBytesOf} from '../mirror/region-sums.js'
import {bytes, count, hex, percent, printable, shorten} from './format.js'

/** A layout and what is to be said of it. */
export interface LayoutStory {
  readonly layout: MirrorLayout
  readonly findings: readonly LayoutFinding[]
  readonly remarks: readonly string[]
}

const MODES: Readonly<Record<MirrorLayout['mode'], string>> = {
  none: 'nothing is mirrored',
  full: 'all memory is mirrored',
  partial: 'part of the memory is mirrored',
  'hypervisor-objects': 'the hypervisor’s own objects are mirrored, partitions’ memory is not',
  unknown: 'not known whether anything is mirrored',
}

const POLICIES: Readonly<Record<MirrorLayout['osPolicy']['kind'], string>> = {
  none: 'nothing steers data into it',
  'boot-only': 'only structures made at boot are put into it',
  'kernelcore-mirror': 'kernel data is steered into it (kernelcore=mirror)',
  'openeuler-reliable': 'kernel data, file pages and flagged tasks are steered into it (kernelcore=reliable)',
  'esxi-reliable': 'the hypervisor and flagged virtual machines are put into it',
  amm: 'the platform’s hypervisor uses it',
  unknown: 'whether data is steered into it is not known',
}

const WHY_NOT: Readonly<Record<NonNullable<MirrorLayout['osPolicy']['ineffectiveReason']>, string>> = {
  'no-mirror-memory': 'there is no mirrored memory to steer into',
  'kdump-kernel': 'this is the crash kernel, which ignores it',
  'movable-node': 'movable_node overrides it',
  'kernel-too-old': 'this kernel does not know it',
  'fallback-seen': 'some kernel data fell back to memory without a mirror',
  'low4g-unmirrored': 'memory below 4 GiB is not mirrored and holds kernel data',
}

const SIGNS = {mirrored: '█', plain: '░', unknown: '?', hole: ' '} as const
const kindOf = ({mirrored}: MirrorRegion): keyof typeof SIGNS =>
  mirrored === undefined ? 'unknown' : mirrored ? 'mirrored' : 'plain'
const WORDS = {mirrored: 'mirrored', plain: 'not mirrored', unknown: 'not known', hole: ''} as const

const BAR = 64

const topOf = (regions: readonly MirrorRegion[]): bigint =>
  regions
    .map(({end}) => end)
    .reduce((top, end) => {
      if (end > top) return end
      return top
    }, 0n)

/** The kind that fills most of a cell; a mirrored sliver is never hidden by its neighbours. */
function cellKind(regions: readonly MirrorRegion[], from: bigint, to: bigint): keyof typeof SIGNS {
  const met = regions.filter(({start, end}) => start < to && end > from)
  if (met.some(region => region.mirrored === true)) return 'mirrored'
  const [first] = met
  return first === undefined ? 'hole' : kindOf(first)
}

function bar(regions: readonly MirrorRegion[]): string {
  const end = topOf(regions)
  const cells = Array.from({length: BAR}, (_, index) => {
    const at = (cell: number) => (end * BigInt(cell)) / BigInt(BAR)
    return SIGNS[cellKind(regions, at(index), at(index + 1))]
  })
  return `|${cells.join('')}|`
}

/** Regions told one by one; the rest is counted. */
const ROWS = 40

function map({regions}: MirrorLayout): readonly string[] {
  if (regions.length === 0) return ['', '  No address map is known.']
  const end = topOf(regions)
  const rows = regions.slice(0, ROWS).map(region => {
    const kind = kindOf(region)
    const about = [
      ...(region.node === undefined ? [] : [`node ${region.node}`]),
      ...(region.media === undefined || region.media === 'ddr' ? [] : [region.media]),
      ...(region.zone === undefined ? [] : [`zone ${region.zone}`]),
      ...(region.hotplug === true ? ['hot-plugged'] : []),
    ]
    return `  ${SIGNS[kind]} ${hex(region.start).padEnd(16)} ${hex(region.end).padEnd(16)} ${bytes(region.end - region.start).padStart(9)}  ${WORDS[kind].padEnd(13)} ${about.join(', ')}`
  })
  const left = regions.length - ROWS
  return [
    '',
    `  ${bar(regions)}`,
    `  0${bytes(end).padStart(BAR + 1)}`,
    '',
    '    from             to (exclusive)        size',
    ...rows,
    ...(left > 0 ? [`    and ${count(left, 'region')} more`] : []),
  ]
}

function amounts(layout: MirrorLayout): readonly string[] {
  const [visible, mirrored, share] = [visibleBytesOf(layout), mirroredBytesOf(layout), mirroredShareOf(layout)]
  const {installedBytes} = layout.capacity
  return [
    ...(visible === undefined ? [] : [`  Seen by the system   ${bytes(visible)}`]),
    ...(mirrored === undefined
      ? []
      : [`  With a second copy   ${bytes(mirrored)}${share === undefined ? '' : ` (${percent(share)})`}`]),
    ...(installedBytes === undefined ? [] : [`  Installed            ${bytes(installedBytes)}`]),
  ]
}

function policy({mode, osPolicy}: MirrorLayout): readonly string[] {
  if (mode === 'none' || mode === 'full' || mode === 'unknown') return []
  const why = osPolicy.ineffectiveReason === undefined ? '' : `, but ${WHY_NOT[osPolicy.ineffectiveReason]}`
  return [`  Used by              ${POLICIES[osPolicy.kind]}${why}`]
}

const degraded = ({failover}: MirrorLayout): readonly string[] =>
  (failover?.degraded ?? []).map(({since, scope, evidence}) => {
    const where = [
      `socket ${scope.socket}`,
      ...(scope.channels === undefined ? [] : [`channels ${scope.channels.join(' and ')}`]),
    ]
    return `  Redundancy lost      ${where.join(', ')}, since ${since}${evidence === undefined ? '' : ` (${evidence})`}`
  })

const source = ({field, from, confidence, line}: Provenance): string =>
  `  ${field.padEnd(26)} ${from}, ${percent(confidence)}${line === undefined ? '' : `: ${shorten(line, 110)}`}`

/** A layout as a page of text: what is mirrored, who uses it, the address map drawn, where each field comes from. */
export function layoutPage({layout, findings, remarks}: LayoutStory): string {
  const provenance = layout.provenance ?? []
  return [
    `${layout.name}: ${MODES[layout.mode]}`,
    '',
    ...amounts(layout),
    ...policy(layout),
    ...degraded(layout),
    ...map(layout),
    ...(provenance.length === 0 ? [] : ['', 'Where it is known from, and how sure', ...provenance.map(source)]),
    ...(findings.length + remarks.length === 0 ? [] : ['', 'Notes']),
    ...findings.map(({rule, severity, message}) => `  ${severity} ${rule}: ${message}`),
    ...remarks.map(remark => `  ${remark}`),
  ]
    .map(line => printable(line).trimEnd())
    .join('\n')
}
