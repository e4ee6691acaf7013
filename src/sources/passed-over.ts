import type {SourceNotice} from './source.js'

/** Why a member was passed over, as what it is: `link`, `picture`. */
export interface PassedOver {
  /** Counts one. */
  count(what: string): void
  /** Tells that a member cannot be read; after `MOST_TOLD` of one kind they are only counted. */
  refuse(notice: SourceNotice): void
  /** One notice of all that was counted; none when nothing was. */
  end(): void
}

/** Notices of one code that are told one by one. */
const MOST_TOLD = 20

const plural = (count: number, what: string): string => {
  const [first = '', ...rest] = what.split(' ')
  return count === 1 ? `1 ${what}` : `${count} ${[`${first}s`, ...rest].join(' ')}`
}

/** Counts over one input; tells through `report`. */
export const createPassedOver = (report: (notice: SourceNotice) => void): PassedOver => {
  const counts = new Map<string, number>()
  const told = new Map<string, number>()
  const said = new Set<string>()
  return {
    count: what => void counts.set(what, (counts.get(what) ?? 0) + 1),
    refuse(notice) {
      const number = (told.get(notice.code) ?? 0) + 1
      const words = `${notice.about ?? ''}\n${notice.message}`
      if (said.has(words)) return
      told.set(notice.code, number)
      if (number > MOST_TOLD) return
      said.add(words)
      report(notice)
    },
    end() {
      for (const [code, count] of told)
        if (count > MOST_TOLD)
          report({code, message: `${count - MOST_TOLD} more of its members likewise.`, lost: code !== 'trailing-bytes'})
      told.clear()
      if (counts.size === 0) return
      const list = [...counts].map(([what, count]) => plural(count, what)).join(', ')
      counts.clear()
      report({code: 'members-passed-over', message: `passed over inside it: ${list}.`, lost: false})
    },
  }
}
