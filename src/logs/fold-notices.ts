import type {SourcePosition} from './log-line.js'
import type {ParseNotice} from './parse-notice.js'

/** Equal notices of one input as one, with a count. */
export interface NoticeFolder {
  /** Counts one more of `code`; the first message stands for all. */
  add(code: string, message: string, position?: SourcePosition): void
  notices(): readonly ParseNotice[]
}

/** Positions kept of each kind of notice. */
const MOST_POSITIONS = 8

/** An empty folder. */
export const createNoticeFolder = (): NoticeFolder => {
  const folded = new Map<string, {message: string; positions: SourcePosition[]; count: number}>()
  return {
    add(code, message, position) {
      const notice = folded.get(code) ?? {message, positions: [], count: 0}
      folded.set(code, notice)
      notice.count += 1
      if (position && notice.positions.length < MOST_POSITIONS) notice.positions.push(position)
    },
    notices: () =>
      [...folded].map(([code, {message, positions, count}]) => ({
        code,
        message,
        positions,
        ...(count > 1 ? {count} : {}),
      })),
  }
}
