import type {MirrorLayout, MirrorRegion, Provenance} from '../mirror/layout.js'
import type {LayoutFinding} from '../mirror/layout-finding.js'
import {mirroredBytesOf, mirroredShareOf, visibleBytesOf} from '../mirror/region-sums.js'
import {padCells} from './cells.js'
import {bytes, count, hex, percent, printable, shorten} from './format.js'
import {asWritten, type Say} from './language/speaker.js'

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

function map({regions}: MirrorLayout, say: Say): readonly string[] {
  if (regions.length === 0) return ['', `  ${say('No address map is known.')}`]
  const end = topOf(regions)
  const rows = regions.slice(0, ROWS).map(region => {
    const kind = kindOf(region)
    const about = [
      ...(region.node === undefined ? [] : [`node ${region.node}`]),
      ...(region.media === undefined || region.media === 'ddr' ? [] : [region.media]),
      ...(region.zone === undefined ? [] : [`zone ${region.zone}`]),
      ...(region.hotplug === true ? ['hot-plugged'] : []),
    ]
    return `  ${SIGNS[kind]} ${hex(region.start).padEnd(16)} ${hex(region.end).padEnd(16)} ${bytes(region.end - region.start).padStart(9)}  ${padCells(say(WORDS[kind]), 13)} ${about.map(say).join(', ')}`
  })
  const left = regions.length - ROWS
  return [
    '',
    `  ${bar(regions)}`,
    `  0${bytes(end).padStart(BAR + 1)}`,
    '',
    `    ${padCells(say('from'), 16)} ${padCells(say('to (exclusive)'), 19)} ${say('size').padStart(6)}`,
    ...rows,
    ...(left > 0 ? [`    ${say(`and ${count(left, 'region')} more`)}`] : []),
  ]
}

const LABEL = 20

/** A name and what stands behind it, in columns. */
const row = (name: string, text: string, say: Say): string => `  ${padCells(say(name), LABEL)} ${say(text)}`

function amounts(layout: MirrorLayout, say: Say): readonly string[] {
  const [visible, mirrored, share] = [visibleBytesOf(layout), mirroredBytesOf(layout), mirroredShareOf(layout)]
  const {installedBytes} = layout.capacity
  const ofAll = share === undefined ? '' : ` (${percent(share)})`
  return [
    ...(visible === undefined ? [] : [row('Seen by the system', bytes(visible), say)]),
    ...(mirrored === undefined ? [] : [row('With a second copy', bytes(mirrored) + ofAll, say)]),
    ...(installedBytes === undefined ? [] : [row('Installed', bytes(installedBytes), say)]),
  ]
}

function policy({mode, osPolicy}: MirrorLayout, say: Say): readonly string[] {
  if (mode === 'none' || mode === 'full' || mode === 'unknown') return []
  const why = osPolicy.ineffectiveReason === undefined ? '' : `, but ${WHY_NOT[osPolicy.ineffectiveReason]}`
  return [row('Used by', `${POLICIES[osPolicy.kind]}${why}`, say)]
}

const degraded = ({failover}: MirrorLayout, say: Say): readonly string[] =>
  (failover?.degraded ?? []).map(({since, scope, evidence}) => {
    const where = [
      `socket ${scope.socket}`,
      ...(scope.channels === undefined ? [] : [`channels ${scope.channels.join(' and ')}`]),
    ]
    return row(
      'Redundancy lost',
      `${where.join(', ')}, since ${since}${evidence === undefined ? '' : ` (${evidence})`}`,
      say,
    )
  })

const source = ({field, from, confidence, line}: Provenance, say: Say): string =>
  `  ${field.padEnd(26)} ${say(from)}, ${percent(confidence)}${line === undefined ? '' : `: ${shorten(line, 110)}`}`

/** A layout as a page of text: what is mirrored, who uses it, the address map drawn, where each field comes from. */
export function layoutPage({layout, findings, remarks}: LayoutStory, say: Say = asWritten): string {
  const provenance = layout.provenance ?? []
  return [
    `${layout.name}: ${say(MODES[layout.mode])}`,
    '',
    ...amounts(layout, say),
    ...policy(layout, say),
    ...degraded(layout, say),
    ...map(layout, say),
    ...(provenance.length === 0 ? [] : ['', say('Where it is known from, and how sure')]),
    ...provenance.map(one => source(one, say)),
    ...(findings.length + remarks.length === 0 ? [] : ['', say('Notes')]),
    ...findings.map(({rule, severity, message}) => `  ${say(severity)} ${rule}: ${say(message)}`),
    ...remarks.map(remark => `  ${say(remark)}`),
  ]
    .map(line => printable(line).trimEnd())
    .join('\n')
}
