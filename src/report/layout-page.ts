import type {MirrorLayout, MirrorRegion, Provenance} from '../mirror/layout.js'
import type {LayoutFinding} from '../mirror/layout-finding.js'
import {mirroredBytesOf, mirroredShareOf, visibleBytesOf} from '../mirror/region-sums.js'
import {padCells} from './cells.js'
import {bytes, count, hex, percent, printable, shorten} from './format.js'
import {asWritten, type Say} from './language/speaker.js'
import {MODES, POLICIES} from './mirrored-now.js'
import {wrap} from './wrap.js'

/** A layout and what is to be said of it. */
export interface LayoutStory {
  readonly layout: MirrorLayout
  readonly findings: readonly LayoutFinding[]
  readonly remarks: readonly string[]
}

const WHY_NOT: Readonly<Record<NonNullable<MirrorLayout['osPolicy']['ineffectiveReason']>, string>> = {
  'no-mirror-memory': 'there is no mirrored memory to steer into',
  'kdump-kernel': 'this is the crash kernel, which ignores it',
  'movable-node': 'movable_node overrides it',
  'kernel-too-old': 'this kernel does not know it',
  'fallback-seen': 'some kernel data fell back to memory without a mirror',
  'low4g-unmirrored': 'memory below 4 GiB is not mirrored and holds kernel data',
}

/** Cells of a line, as terminals have them. */
const WIDTH = 80

/** A text broken into lines that fit, each behind the same margin. */
const para = (text: string, margin: number, first = ' '.repeat(margin)): readonly string[] =>
  wrap(text, WIDTH - margin).map((line, index) => `${index === 0 ? first : ' '.repeat(margin)}${line}`)

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

/** Regions with the holes between them taken out, each where it then begins. */
function packed(regions: readonly MirrorRegion[]): readonly MirrorRegion[] {
  let at = 0n
  return regions.map(region => {
    const start = at
    at += region.end - region.start
    return {...region, start, end: at}
  })
}

/** The map as one line of signs, and what it spans; where most of it is holes, without them. */
function drawn(regions: readonly MirrorRegion[]): {
  readonly line: string
  readonly end: bigint
  readonly whole: boolean
} {
  const filled = regions.reduce((sum, {start, end}) => sum + end - start, 0n)
  const whole = filled * 2n >= topOf(regions)
  const shown = whole ? regions : packed(regions)
  const end = topOf(shown)
  const cells = Array.from({length: BAR}, (_, index) => {
    const at = (cell: number) => (end * BigInt(cell)) / BigInt(BAR)
    return SIGNS[cellKind(shown, at(index), at(index + 1))]
  })
  return {line: `|${cells.join('')}|`, end, whole}
}

/** Cells of the head over addresses. */
const LEAST_ADDRESS = 14

/** Regions told one by one; the rest is counted. */
const ROWS = 40

function map({regions}: MirrorLayout, say: Say): readonly string[] {
  if (regions.length === 0) return ['', `  ${say('No address map is known.')}`]
  const {line, end, whole} = drawn(regions)
  const wide = Math.max(LEAST_ADDRESS, hex(topOf(regions)).length)
  const rows = regions.slice(0, ROWS).map(region => {
    const kind = kindOf(region)
    const about = [
      ...(region.node === undefined ? [] : [`node ${region.node}`]),
      ...(region.media === undefined || region.media === 'ddr' ? [] : [region.media]),
      ...(region.zone === undefined ? [] : [`zone ${region.zone}`]),
      ...(region.hotplug === true ? ['hot-plugged'] : []),
    ]
    return `  ${SIGNS[kind]} ${hex(region.start).padEnd(wide)} ${hex(region.end).padEnd(wide)} ${bytes(region.end - region.start).padStart(9)}  ${padCells(say(WORDS[kind]), 13)} ${about.map(say).join(', ')}`
  })
  const left = regions.length - ROWS
  return [
    '',
    `  ${line}`,
    `  0${bytes(end).padStart(BAR + 1)}`,
    ...(whole ? [] : [`  ${say('Drawn without the holes between the regions.')}`]),
    '',
    `    ${padCells(say('from'), wide)} ${padCells(say('to (exclusive)'), wide + 3)} ${say('size').padStart(6)}`,
    ...rows,
    ...(left > 0 ? [`    ${say(`and ${count(left, 'region')} more`)}`] : []),
  ]
}

const LABEL = 20

/** A name and what stands behind it, in columns. */
const row = (name: string, text: string, say: Say): readonly string[] =>
  para(say(text), LABEL + 3, `  ${padCells(say(name), LABEL)} `)

function amounts(layout: MirrorLayout, say: Say): readonly string[] {
  const [visible, mirrored, share] = [visibleBytesOf(layout), mirroredBytesOf(layout), mirroredShareOf(layout)]
  const {installedBytes} = layout.capacity
  const ofAll = share === undefined ? '' : ` (${percent(share)})`
  return [
    ...(visible === undefined ? [] : row('Seen by the system', bytes(visible), say)),
    ...(mirrored === undefined ? [] : row('With a second copy', bytes(mirrored) + ofAll, say)),
    ...(installedBytes === undefined ? [] : row('Installed', bytes(installedBytes), say)),
  ]
}

function policy({mode, osPolicy}: MirrorLayout, say: Say): readonly string[] {
  if (mode === 'none' || mode === 'full' || mode === 'unknown') return []
  const why = osPolicy.ineffectiveReason === undefined ? '' : `, but ${WHY_NOT[osPolicy.ineffectiveReason]}`
  return row('Used by', `${POLICIES[osPolicy.kind]}${why}`, say)
}

const degraded = ({failover}: MirrorLayout, say: Say): readonly string[] =>
  (failover?.degraded ?? []).flatMap(({since, scope, evidence}) => {
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

/** Characters of a log line that are shown. */
const LINE = 200

/** Fields that are known from the same line, together: their names, and the line under them. */
function sources(provenance: readonly Provenance[], say: Say): readonly string[] {
  const groups = new Map<string, Provenance & {readonly fields: string[]}>()
  for (const told of provenance) {
    const key = `${told.from} ${told.confidence} ${told.line ?? ''}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, {...told, fields: [told.field]})
    else group.fields.push(told.field)
  }
  return [...groups.values()].flatMap(({from, confidence, line, fields}) => {
    return [
      ...para(`${fields.join(', ')}: ${say(from)}, ${percent(confidence)}`, 4, '  '),
      ...(line === undefined ? [] : para(shorten(line, LINE), 4)),
    ]
  })
}

/** A layout as a page of text: what is mirrored, who uses it, the address map drawn, where each field comes from. */
export function layoutPage({layout, findings, remarks}: LayoutStory, say: Say = asWritten): string {
  const provenance = layout.provenance ?? []
  const about = [...amounts(layout, say), ...policy(layout, say), ...degraded(layout, say)]
  return [
    ...para(`${layout.name}: ${say(MODES[layout.mode])}`, 0),
    ...(about.length === 0 ? [] : ['', ...about]),
    ...map(layout, say),
    ...(provenance.length === 0 ? [] : ['', say('Where it is known from, and how sure')]),
    ...sources(provenance, say),
    ...(findings.length + remarks.length === 0 ? [] : ['', say('Notes')]),
    ...findings.flatMap(({rule, severity, message}) => para(`${say(severity)} ${rule}: ${say(message)}`, 4, '  ')),
    ...remarks.flatMap(remark => para(say(remark), 4, '  ')),
  ]
    .map(line => printable(line).trimEnd())
    .join('\n')
}
