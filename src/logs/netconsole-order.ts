import type {NoticeFolder} from './fold-notices.js'
import type {LogLine} from './log-line.js'

/** What a netconsole header says of its place among others (Documentation/networking/netconsole.rst). */
interface NetconsolePlace {
  readonly sequence: number
  /** Bytes of the message in front of this piece, and of all of it; absent when it is whole. */
  readonly from?: number
  readonly of?: number
}

const HEADER =
  /(?:^|\s)(?:[\w.+-]{1,64},)?\d{1,4},(\d{1,15}),\d{1,18},[-c+](?:,(?!ncfrag)[^;,]{1,64})*(?:,ncfrag=(\d{1,6})\/(\d{1,6}))?;/

const placeIn = (clean: string): NetconsolePlace | undefined => {
  const [, sequence, from, of] = HEADER.exec(clean.slice(0, 512)) ?? []
  if (sequence === undefined) return undefined
  return {sequence: Number(sequence), ...(of === undefined ? {} : {from: Number(from), of: Number(of)})}
}

/** Messages that UDP may bring late; numbers further back are those of another boot. */
const MOST_LATE = 64

/** Whether a line goes on with a message that netconsole sent in pieces. */
export const isNextFragment = (above: string, below: string): boolean => {
  if (!above.includes('ncfrag=') || !below.includes('ncfrag=')) return false
  const [one, other] = [placeIn(above), placeIn(below)]
  return (
    one?.of !== undefined &&
    one.of === other?.of &&
    one.sequence === other.sequence &&
    (other.from ?? 0) > (one.from ?? 0)
  )
}

/** Watches the numbers of netconsole's messages; those that UDP lost are told once, with a count. */
export const createSequenceWatch = (notices: NoticeFolder) => {
  const last = new Map<string, {sequence: number; line: number}>()
  return (line: LogLine, clean: string): void => {
    const place = placeIn(clean)
    if (!place) return
    const {position, envelope} = line
    const host = envelope.host ?? ''
    const above = last.get(host)
    const isNewer = !above || place.sequence > above.sequence || place.sequence < above.sequence - MOST_LATE
    if (isNewer) last.set(host, {sequence: place.sequence, line: position.line})
    const missing = above && place.sequence - above.sequence - (position.line - above.line)
    if (missing !== undefined && missing > 0)
      notices.add(
        'messages-missing',
        'Numbers of kernel messages are missing: netconsole sends without asking whether it arrived. What stood in them is not known; records around them may be incomplete.',
        position,
      )
  }
}
