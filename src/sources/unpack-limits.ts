import type {SourceNotice} from './source.js'

/** How much may come out of one input, whatever its bytes say. */
export interface UnpackLimits {
  /** Bytes in all. */
  readonly total: number
  /** Bytes of one member. */
  readonly member: number
  /** Bytes out for each byte in, once `RATIO_FLOOR` bytes came out. Logs stay below 100, storms of one line included. */
  readonly ratio: number
  /** Members of all archives in it. */
  readonly members: number
  /** Archives and compressions inside one another. */
  readonly nesting: number
  /** Bytes copied to the disk to be read in another order: ZIP archives inside streams. */
  readonly spool: number
}

const GIB = 2 ** 30

/** Far above what support bundles reach. */
export const UNPACK_LIMITS: UnpackLimits = {
  total: 128 * GIB,
  member: 64 * GIB,
  ratio: 250,
  members: 500_000,
  nesting: 10,
  spool: 8 * GIB,
}

/** Bytes out below which no ratio is too high. */
const RATIO_FLOOR = 64 * 2 ** 20

/** What came out of one input so far. */
export interface Tally {
  /** Bytes of the input itself that were read. */
  read: number
  /** Bytes that decompressors made, at every layer. */
  unpacked: number
  /** Bytes of members. */
  told: number
  members: number
  /** True once a limit ended the whole input. */
  stopped: boolean
}

const SAID: Readonly<Record<keyof UnpackLimits, (limit: number) => string>> = {
  total: limit => `reading stopped: more than ${limit} bytes come out of it`,
  member: limit => `reading stopped after ${limit} bytes of this member`,
  ratio: limit => `reading stopped: more than ${limit} bytes come out of each byte, as no honest log does`,
  members: limit => `reading stopped: it holds more than ${limit} members`,
  nesting: limit => `it is packed more than ${limit} times over and was not opened`,
  spool: limit => `it is a ZIP archive of more than ${limit} bytes inside a stream and was not read`,
}

/** The notice of a limit: what ended, and how to raise it. */
export const limitNotice = (which: keyof UnpackLimits, limits: UnpackLimits, about?: string): SourceNotice => ({
  code: 'unpack-limit',
  message: `${SAID[which](limits[which])}. If you trust it, raise the limit: \`--unpack-limit ${which}=N\`.`,
  lost: true,
  ...(about === undefined ? {} : {about}),
})

/** Counts the bytes of the input itself. */
export async function* countRead(bytes: AsyncIterable<Uint8Array>, tally: Tally): AsyncIterable<Uint8Array> {
  for await (const chunk of bytes) {
    tally.read += chunk.length
    yield chunk
  }
}

const exceeded = (tally: Tally, limits: UnpackLimits): 'total' | 'ratio' | undefined => {
  const out = Math.max(tally.unpacked, tally.told)
  if (out > limits.total) return 'total'
  return out > RATIO_FLOOR && out > limits.ratio * tally.read ? 'ratio' : undefined
}

/** Bytes that came out of a decompressor or a member; ends, with a notice, where a limit is reached. */
export async function* withinLimits(
  bytes: AsyncIterable<Uint8Array>,
  counter: 'unpacked' | 'told',
  {tally, limits, refuse}: {tally: Tally; limits: UnpackLimits; refuse: (which: keyof UnpackLimits) => void},
): AsyncIterable<Uint8Array> {
  let made = 0
  for await (const chunk of bytes) {
    if (tally.stopped) return
    made += chunk.length
    tally[counter] += chunk.length
    const all = exceeded(tally, limits)
    const which = all ?? (made > limits.member ? 'member' : undefined)
    if (which !== undefined) {
      tally.stopped = all !== undefined
      refuse(which)
      return
    }
    yield chunk
  }
}
