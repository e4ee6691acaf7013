/** A named byte stream: a file, stdin, later a member of an archive (`a.tar.xz!/var/log/messages`). */
export interface Source {
  readonly name: string
  /** Milliseconds since 1970 of the last change; of standard input the moment of the run. Absent when nobody knows. */
  readonly mtimeMs?: number
  /** Decompressed bytes in order; may be read once. Damage ends the stream after what could be read, with a notice. */
  readonly read: () => AsyncIterable<Uint8Array>
  /** Bytes of the file whose name is this one's plus `suffix` (`-wal`); undefined when there is none. Absent for streams. */
  readonly beside?: (suffix: string) => Promise<AsyncIterable<Uint8Array> | undefined>
  /** Notices about this source, complete once `read` has ended. */
  readonly notices: () => readonly SourceNotice[]
}

/** Odd or unreadable input, told as data. */
export interface SourceNotice {
  readonly code: string
  readonly message: string
  /** True when part of the input could not be read: the run then exits 4 (3 when nothing could be read). */
  readonly lost: boolean
}

/** Odd or unreadable input that never became a source, with its path. */
export type SourceProblem = SourceNotice & {readonly name: string}

/** A compression or archive format. */
export interface Codec {
  /** Kebab-case, equal to the file name. */
  readonly id: string
  readonly title: string
  /** Endings for people (`.gz`); the bytes decide. */
  readonly endings: readonly string[]
  /** True when the first bytes (up to 512) are this format's. */
  readonly sniff: (head: Uint8Array) => boolean
  /** Absent: recognised but not read; `unsupported` then says what to do instead. */
  readonly decode?: (
    bytes: AsyncIterable<Uint8Array>,
    report: (notice: SourceNotice) => void,
  ) => AsyncIterable<Uint8Array>
  readonly unsupported?: string
}

/** Declares a codec; the identity function with a type. */
export const defineCodec = (codec: Codec): Codec => codec
