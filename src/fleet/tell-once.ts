import {createHash} from 'node:crypto'

/** Tells repeated tellings of hosts that several inputs tell of. */
export interface TellOnce {
  /** Begins an input. */
  begin(): void
  /** True when this was told by an earlier input as often as by this one. */
  isKnown(host: string, identity: string): boolean
  /** How many were known. */
  known(): number
}

/** 48 bits of a hash: among ten million errors one pair is taken for equal with a chance of one in six; the count is off by one then. */
const shortHash = (text: string): number => createHash('sha1').update(text).digest().readUIntBE(0, 6)

/**
 * Counts what several inputs tell once: as often as the input tells it that tells it most. Hosts that one input alone
 * tells of are not kept, so that memory hangs on the others alone, some 40 bytes an error.
 */
export function createTellOnce(isInSeveral: (host: string) => boolean): TellOnce {
  const most = new Map<number, number>()
  let now = new Map<number, number>()
  let known = 0
  return {
    begin() {
      now = new Map()
    },
    isKnown(host, identity) {
      if (!isInSeveral(host)) return false
      const key = shortHash(`${host}\n${identity}`)
      const times = (now.get(key) ?? 0) + 1
      now.set(key, times)
      if (times <= (most.get(key) ?? 0)) {
        known += 1
        return true
      }
      most.set(key, times)
      return false
    },
    known: () => known,
  }
}
