import type {FileHandle} from 'node:fs/promises'

/** A named byte stream: a file, stdin, a member of an archive (`a.tar.xz!/var/log/messages`). */
export interface Source {
  readonly name: string
  /** Milliseconds since 1970 of the last change; of standard input the moment of the run. Absent when nobody knows. */
  readonly mtimeMs?: number
  /** Bytes that `read` will give, as the disk or an archive says; absent where nobody knows. */
  readonly size?: number
  /** Decompressed bytes in order; may be read once. Damage ends the stream after what could be read, with a notice. */
  readonly read: () => AsyncIterable<Uint8Array>
  /**
   * The same bytes again in any order, where very many of them lie in a file just as they are; undefined when it cannot
   * be opened again. What `read` still held back is let go.
   */
  readonly plain?: () => Promise<PlainFile | undefined>
  /** Bytes of the file whose name is this one's plus `suffix` (`-wal`); undefined when there is none. Absent for streams. */
  readonly beside?: (suffix: string) => Promise<AsyncIterable<Uint8Array> | undefined>
  /**
   * What is inside: the members of an archive one by one, else the source itself. Each is to be read, or left, before the
   * next is asked for. Notices are then those of this source, complete once the last member was asked for. Absent where
   * nothing can be inside.
   */
  readonly streams?: () => AsyncIterable<Source>
  /** Name of the machine whose bundle this comes from, known once the bundle was read; undefined when it does not say. */
  readonly host?: () => string | undefined
  /** Notices about this source, complete once `read` has ended. */
  readonly notices: () => readonly SourceNotice[]
}

/** Odd or unreadable input, told as data. */
export interface SourceNotice {
  readonly code: string
  readonly message: string
  /** True when part of the input could not be read: the run then exits 4 (3 when nothing could be read). */
  readonly lost: boolean
  /** Name of the member that it is about, `a.tar.xz!/var/log/messages`; absent when it is about the source itself. */
  readonly about?: string
}

/** An open file. */
export interface PlainFile {
  readonly path: string
  readonly bytes: number
  /** Fills `into` with the bytes from `at` on; returns how many there were, 0 at the end and where the system refuses. */
  read(into: Uint8Array, at: number): number
  close(): void
}

/** Odd or unreadable input that never became a source, with its path. */
export type SourceProblem = SourceNotice & {readonly name: string}

/** Something an archive names. */
export interface Member {
  /** As the archive says: a name, hostile, never a path to anything. */
  readonly name: string
  /** Links, folders, devices and pipes hold nothing themselves. */
  readonly kind: 'file' | 'folder' | 'link' | 'device'
  /** Milliseconds since 1970 of the last change. */
  readonly mtimeMs?: number
  /** Bytes of its content, as the archive says. */
  readonly size?: number
  /** Why it cannot be read and what to do, as a sentence; absent when it can be. */
  readonly refusal?: string
  /** May be called once, before the next member is asked for; need not be read to its end. */
  readonly read: () => AsyncIterable<Uint8Array>
}

/** An archive's bytes, in order or in any order; one way is to be chosen. */
export interface Archive {
  readonly bytes: AsyncIterable<Uint8Array>
  /** An open file that holds exactly these bytes, to be closed by who asked; undefined, and said, when there are too many. */
  readonly onDisk: () => Promise<FileHandle | undefined>
}

/** A compression or archive format. */
export interface Codec {
  /** Kebab-case, equal to the file name. */
  readonly id: string
  readonly title: string
  /** Endings for people (`.gz`); the bytes decide. */
  readonly endings: readonly string[]
  /** True when the first bytes (up to 512) are this format's. */
  readonly sniff: (head: Uint8Array) => boolean
  /** Of an archive: what it holds, in order. */
  readonly members?: (archive: Archive, report: (notice: SourceNotice) => void) => AsyncIterable<Member>
  /** Of a compression. Without `decode` and `members` a format is recognised but not read; `unsupported` says what to do. */
  readonly decode?: (
    bytes: AsyncIterable<Uint8Array>,
    report: (notice: SourceNotice) => void,
  ) => AsyncIterable<Uint8Array>
  readonly unsupported?: string
  /** What a file of this format is, where it never holds a log: inside bundles and folders it is then only counted. */
  readonly noLogs?: string
}

/** Declares a codec; the identity function with a type. */
export const defineCodec = (codec: Codec): Codec => codec
