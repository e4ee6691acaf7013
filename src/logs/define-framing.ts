/** One way in which bytes hold lines of text. */
export interface Framing {
  /** Kebab-case, equal to the file name. */
  readonly id: string
  readonly title: string
  /** True when the first bytes (up to `HEAD_BYTES`, fewer in a shorter input) are written this way. */
  readonly sniff: (head: Uint8Array) => boolean
  /** Bytes in front of the text that belong to no line. */
  readonly markBytes: (head: Uint8Array) => number
  /** The input's bytes behind the mark → UTF-8 text whose lines end in LF. */
  readonly toText: (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>
  /** How many bytes of the input the text from `from` up to `to` stands for. */
  readonly inputBytes: (text: Uint8Array, from: number, to: number) => number
}

/** Declares a framing; the identity function with a type. */
export const defineFraming = (framing: Framing): Framing => framing

/** Bytes of an input that tell its framing. */
export const HEAD_BYTES = 512
