import type {DialectOutput} from './define-dialect.js'

/** What reading a document may need besides its bytes. */
export interface DocumentContext {
  /** Index into `Analysis.inputs`. */
  readonly input: number
  /** As the input was named. */
  readonly name: string
  /** Milliseconds since 1970 of the file's last change; absent for streams. */
  readonly mtimeMs?: number
  /**
   * Writes the bytes to a temporary file of the run's own, the files beside the original whose names are the original's
   * plus one of `suffixes` next to it, and tells its path: for formats that are read here and there. It is gone when
   * `read` ends. Rejects when the system refuses.
   */
  readonly spool: (bytes: AsyncIterable<Uint8Array>, suffixes: readonly string[]) => Promise<string>
}

/**
 * A format that is not lines: bytes straight to records. The file of a document is loaded at start-up and holds little
 * more than `sniff`; `read` imports what it needs when it is called.
 */
export interface DocumentFormat {
  /** Kebab-case, equal to the file name. */
  readonly id: string
  readonly title: string
  /** True when the first bytes (up to `DOCUMENT_HEAD_BYTES`, decompressed) are this format's. */
  readonly sniff: (head: Uint8Array) => boolean
  /** Records, facts and notices in the document's order; oddities are notices, never thrown. */
  readonly read: (bytes: AsyncIterable<Uint8Array>, context: DocumentContext) => AsyncIterable<DialectOutput>
}

/** Bytes of an input that tell whether it is a document. */
export const DOCUMENT_HEAD_BYTES = 512

/** Declares a document format; the identity function with a type. */
export const defineDocument = (format: DocumentFormat): DocumentFormat => format
