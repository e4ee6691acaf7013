/** A stretch of a row's bytes that a terminal would show as a line of its own. */
export interface Segment {
  readonly from: number
  readonly to: number
}

const CR = 13
const NUL = 0

/** NULs in a row that are a hole: blocks that never reached the disk. Fewer are dropped from the text. */
const HOLE_NULS = 4

/** Length of the run of NULs at `at`. */
const nulsAt = (bytes: Uint8Array, at: number): number => {
  let end = at
  while (bytes[end] === NUL) end += 1
  return end - at
}

/** Bytes at `at` that end a segment: a carriage return, a hole; 0 when the text goes on. */
const breakAt = (bytes: Uint8Array, at: number): number => {
  if (bytes[at] === CR) return 1
  const nuls = bytes[at] === NUL ? nulsAt(bytes, at) : 0
  return nuls >= HOLE_NULS ? nuls : 0
}

/** Whether any byte may break the row; a search of its own for each would take longer on rows of a line's length. */
const mayBreak = (bytes: Uint8Array): boolean => {
  for (let at = 0; at < bytes.length; at += 1) if (bytes[at] === CR || bytes[at] === NUL) return true
  return false
}

/**
 * What stands between carriage returns (serial consoles overwrite lines) and holes of NULs. Never empty: an empty row is
 * one empty segment.
 */
export const splitRow = (bytes: Uint8Array): readonly Segment[] => {
  if (!mayBreak(bytes)) return [{from: 0, to: bytes.length}]
  const segments: Segment[] = []
  let from = 0
  for (let at = 0; at < bytes.length; ) {
    const length = breakAt(bytes, at)
    if (length > 0 && at > from) segments.push({from, to: at})
    at += Math.max(1, length)
    if (length > 0) from = at
  }
  if (from < bytes.length) segments.push({from, to: bytes.length})
  return segments.length > 0 ? segments : [{from: 0, to: 0}]
}
