/** What is used of a library that brings no types. */
declare module 'unbzip2-stream' {
  /** A stream that answers synchronously: bzip2 bytes in, text out. */
  interface Unbzip2Stream {
    write(chunk: Uint8Array): boolean
    end(): void
    on(event: 'data', listener: (chunk: Uint8Array) => void): void
    on(event: 'error', listener: (error: Error) => void): void
  }
  const openStream: () => Unbzip2Stream
  export default openStream
}
