/** A stretch of compressed bytes that lies inside one frame. */
export interface FramePart {
  readonly bytes: Uint8Array
  /** True for the last part of the frame. */
  readonly ends: boolean
  /** Lower half of the XXH64 of the frame's text, where the frame carries it; told with the last part. */
  readonly checksum?: number
  /** True for frames that hold no text (RFC 8878, 3.1.2). */
  readonly skippable: boolean
}

/** Frames in pieces of a stream. */
export interface FrameWalk {
  /** Throws `NO_FRAME` where no frame begins. */
  parts(piece: Uint8Array): Iterable<FramePart>
  /** True between two frames. */
  isBetween(): boolean
  /** Frames that ended so far. */
  frames(): number
}

/** What a frame asks to keep of its text is more than is given: 128 MiB, as much as `zstd -d` gives unasked. */
export const TOO_WIDE = 'a window of more than 128 MiB'
const WIDEST_WINDOW = 2 ** 27

/** What stands where a frame should begin is none. */
export const NO_FRAME = 'no frame begins here'

const MAGIC = 0xfd2fb528
const SKIPPABLE = 0x184d2a50
const LAST_BLOCK = 1
const RLE_BLOCK = 1
const CHECKSUM_BYTES = 4

/** Bytes of the dictionary id by its flag, and of the content size by its (RFC 8878, 3.1.1.1). */
const DICTIONARY_BYTES = [0, 1, 2, 4] as const
const SIZE_BYTES = [0, 2, 4, 8] as const

const headerBytes = (descriptor: number): number => {
  const isSingleSegment = (descriptor & 32) !== 0
  const sizeFlag = descriptor >> 6
  const size = sizeFlag === 0 && isSingleSegment ? 1 : (SIZE_BYTES[sizeFlag] ?? 0)
  return (isSingleSegment ? 0 : 1) + (DICTIONARY_BYTES[descriptor & 3] ?? 0) + size
}

const little = (bytes: readonly number[]): number => bytes.reduceRight((sum, byte) => sum * 256 + byte, 0)

/** Bytes of text that a decoder must keep (RFC 8878, 3.1.1.1.2): as the window byte says, or all of the frame. */
const windowOf = (descriptor: number, header: readonly number[]): number => {
  if ((descriptor & 32) !== 0) return little(header.slice(DICTIONARY_BYTES[descriptor & 3]))
  const [first = 0] = header
  return 2 ** (10 + (first >> 3)) * (1 + (first & 7) / 8)
}

type State = 'magic' | 'size' | 'descriptor' | 'header' | 'block' | 'body' | 'checksum'

/** A walk over frames, which tells where they end without looking into their blocks. */
export const createFrameWalk = (): FrameWalk => {
  let state: State = 'magic'
  let held: number[] = []
  /** Bytes that the state still needs to see, held or passed over. */
  let wanted = 4
  let descriptor = 0
  let isLast = false
  let skippable = false
  let frames = 0

  const enter = (next: State, bytes: number): void => {
    state = next
    wanted = bytes
    held = []
  }

  const endFrame = (): true => {
    frames += 1
    enter('magic', 4)
    return true
  }

  const openFrame = (magic: number): void => {
    skippable = magic - (magic % 16) === SKIPPABLE
    if (!skippable && magic !== MAGIC) throw new Error(NO_FRAME)
    enter(skippable ? 'size' : 'descriptor', skippable ? 4 : 1)
  }

  const endBlock = (): boolean => {
    if (skippable || (isLast && (descriptor & 4) === 0)) return endFrame()
    if (isLast) enter('checksum', CHECKSUM_BYTES)
    else enter('block', 3)
    return false
  }

  const openBlock = (head: number): boolean => {
    isLast = (head & LAST_BLOCK) !== 0
    const size = ((head >> 1) & 3) === RLE_BLOCK ? 1 : head >> 3
    enter('body', size)
    return size === 0 && endBlock()
  }

  /** Goes on with a number that was read whole; true when the frame ended with it. */
  const goOn = (value: number): boolean => {
    if (state === 'magic') openFrame(value)
    else if (state === 'size') {
      enter('body', value)
      return value === 0 && endBlock()
    } else if (state === 'descriptor') {
      descriptor = value
      enter('header', headerBytes(value))
      if (wanted === 0) enter('block', 3)
    } else if (state === 'header') {
      if (windowOf(descriptor, held) > WIDEST_WINDOW) throw new Error(TOO_WIDE)
      enter('block', 3)
    } else if (state === 'block') return openBlock(value)
    else return endFrame()
    return false
  }

  /** Takes some bytes from `at` on; how many, and whether a frame ended with them. */
  const take = (
    piece: Uint8Array,
    at: number,
  ): {readonly taken: number; readonly ends: boolean; readonly checksum?: number} => {
    const taken = Math.min(wanted, piece.length - at)
    wanted -= taken
    if (state !== 'body') held.push(...piece.subarray(at, at + taken))
    if (wanted > 0) return {taken, ends: false}
    if (state === 'body') return {taken, ends: endBlock()}
    const value = little(held)
    const isChecksum = state === 'checksum'
    const ends = goOn(value)
    return {taken, ends, ...(isChecksum ? {checksum: value} : {})}
  }

  return {
    *parts(piece) {
      let from = 0
      for (let at = 0; at < piece.length; ) {
        const isMagic = state === 'magic'
        const magic = isMagic ? [...held, ...piece.subarray(at, at + wanted)] : []
        const {taken, ends, checksum} = take(piece, at)
        at += taken
        // Which kind of frame begins is known once its magic is whole: only then is the magic told, and on its own.
        if (isMagic) from = at
        if (isMagic && state !== 'magic') yield {bytes: Uint8Array.from(magic), ends: false, skippable}
        if (!ends) continue
        const bytes = piece.subarray(from, at)
        yield {bytes, ends, skippable, ...(checksum === undefined ? {} : {checksum})}
        from = at
      }
      if (from < piece.length) yield {bytes: piece.subarray(from), ends: false, skippable}
    },
    isBetween: () => state === 'magic' && held.length === 0,
    frames: () => frames,
  }
}
