import type {MirrorLayout} from '../mirror/layout.js'
import {mirroredBytesOf} from '../mirror/region-sums.js'
import type {Measure} from './tolerance-verdict.js'

/** Layouts whose price is asked for: as it was, and what the two mirror rungs stand for. */
export interface PricedLayouts {
  readonly actual: MirrorLayout
  readonly partial?: MirrorLayout | undefined
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const

/** A size in binary units with at most one decimal: `130 GiB`. */
function inWords(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)))
  return `${Number((bytes / 1024 ** step).toFixed(1))} ${UNITS[step] ?? 'B'}`
}

const share = (part: number, whole: number): string => `${Number(((100 * part) / whole).toFixed(1))} %`

function ofPartial({partial}: PricedLayouts): string {
  const basisPoints = partial?.request?.above4GBasisPoints
  const asked = basisPoints === undefined ? 'the mirrored share' : `${basisPoints / 100} % of what lies above 4 GiB`
  const {installedBytes, mirroredBytes} = partial?.capacity ?? {}
  if (installedBytes === undefined || mirroredBytes === undefined || installedBytes === 0)
    return `the memory that holds the second copies: ${asked}, and all below 4 GiB`
  return `${inWords(mirroredBytes)} of ${inWords(installedBytes)} installed (${share(mirroredBytes, installedBytes)}), which hold the second copies`
}

function ofSteering({actual}: PricedLayouts): string {
  const mirrored = mirroredBytesOf(actual)
  return mirrored === undefined || mirrored === 0
    ? 'no memory beyond what firmware mirrors'
    : `no memory beyond the ${inWords(mirrored)} whose second copies are hidden already`
}

/** What each measure costs, first of all in memory; the machine as it was costs nothing. */
export const costsOf = (layouts: PricedLayouts): Readonly<Partial<Record<Measure, string>>> => ({
  'newer-kernel': 'no memory; an update and a reboot',
  'tolerant-kernel': 'no memory; another kernel, and programs that handle the signal',
  'page-offline': 'the page, 4 KiB',
  'swap-in-time': 'no memory; a DIMM and a planned stop',
  'kernelcore-mirror': ofSteering(layouts),
  'partial-mirror': ofPartial(layouts),
  'full-mirror': 'half of the installed memory',
})
