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
  /** The archive in an open file; rejects when it has no directory. */
  export const fromFdPromise: (fd: number, options: Options) => Promise<ZipFile>
  export const getFileNameLowLevel: (
    flags: number,
    name: Buffer,
    extraFields: Entry['extraFields'],
    strict: boolean,
  ) => string
}
