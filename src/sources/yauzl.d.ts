/** What is used of a library that brings no types. */
declare module 'yauzl' {
  /** A row of the central directory, numbers as it tells them. */
  export interface Entry {
    readonly fileName: Buffer
    readonly generalPurposeBitFlag: number
    readonly compressionMethod: number
    readonly compressedSize: number
    readonly uncompressedSize: number
    readonly crc32: number
    readonly externalFileAttributes: number
    readonly versionMadeBy: number
    readonly extraFields: readonly {readonly id: number; readonly data: Buffer}[]
    isEncrypted(): boolean
    getLastModDate(options: {readonly timezone: 'UTC'}): Date
  }
  /** An archive whose directory was found. */
  export interface ZipFile {
    eachEntry(): AsyncIterable<Entry>
    readLocalFileHeaderPromise(
      entry: Entry,
      options: {readonly minimal: true},
    ): Promise<{readonly fileDataStart: number}>
    close(): void
  }
  interface Options {
    readonly autoClose: false
    readonly lazyEntries: true
    readonly decodeStrings: false
  }
  /** Where the archive's bytes come from. */
  interface Reader {
    readonly ref: () => void
    readonly unref: () => void
    readonly on: () => void
    readonly once: () => void
    readonly read: (
      into: Uint8Array,
      offset: number,
      length: number,
      at: number,
      done: (failure: unknown, count?: number) => void,
    ) => void
  }
  /** The archive of so many bytes; rejects when it has no directory. */
  export const fromRandomAccessReaderPromise: (reader: Reader, size: number, options: Options) => Promise<ZipFile>
  export const getFileNameLowLevel: (
    flags: number,
    name: Buffer,
    extraFields: Entry['extraFields'],
    strict: boolean,
  ) => string
}
