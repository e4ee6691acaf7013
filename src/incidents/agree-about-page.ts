import {isNormalized, spanOf} from './error-span.js'
import {ADDRESS, AGAINST, compareSpans, isCut, isNeighbour, NEIGHBOUR, PLACE} from './nearness.js'
import {natureOf, type Telling} from './telling.js'

const FRAME_SHIFTS = [14n, 16n] as const

/** arm64 kernels count frames of 16 or 64 KiB; the dialect multiplies by 4096. */
function largerFrame(other: Telling, page: Telling): boolean {
  const span = spanOf(other.error)
  const frame = page.error.address === undefined ? undefined : page.error.address.value >> 12n
  return span !== undefined && FRAME_SHIFTS.some(shift => span.start >> shift === frame)
}

/** Lines that the handling of an error's page prints, as against a process touching it. */
const followsReport = (page: Telling): boolean =>
  page.record.kind === 'memory-failure' &&
  !['user-access', 'copy-in', 'injection', 'soft-offline'].includes(page.record.action)

/** A driver's line that names no address, because the driver knew none or the line lost it. */
const isPlaceless = ({voice, error}: Telling): boolean => voice === 'edac' && error.address === undefined

/** Whether a record and a line of page handling tell one error. */
export function agreeAboutPage(other: Telling, page: Telling): number {
  const soft = page.record.kind === 'memory-failure' && page.record.action === 'soft-offline'
  if (natureOf(other.error.severity) === 'corrected' && !soft) return AGAINST
  const spans = compareSpans(other, page)
  if (spans === ADDRESS) return ADDRESS
  const near = followsReport(page) && isNeighbour(other, page)
  if (spans === AGAINST) {
    if (!near || other.voice !== 'cper') return AGAINST
    return largerFrame(other, page) ? PLACE : NEIGHBOUR
  }
  if (isCut(other)) return isNeighbour(other, page) ? NEIGHBOUR : 0
  return near && (isNormalized(other.error) || isPlaceless(other)) ? NEIGHBOUR : 0
}
