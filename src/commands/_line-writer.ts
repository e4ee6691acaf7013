/** Lines on their way to standard output, in pieces of some ten kilobytes. */
export interface LineWriter {
  add(line: string): void
  /** A promise while the reader behind the pipe is slower than we are: whoever makes lines waits for it. */
  settle(): Promise<void> | undefined
  /** Writes what was added so far; then as `settle`. */
  flush(): Promise<void> | undefined
  /** Writes what is left. */
  end(): Promise<void>
}

/** Characters written at once: far fewer calls than one a line, and still small enough for a pipe. */
const PIECE = 1 << 16

/** What of a stream is needed here. */
interface Output {
  write(text: string): boolean
  once(event: 'drain', listener: () => void): unknown
}

/** A writer over `output`; a reader that goes away is the stream's `error` event, which is not handled here. */
export function createLineWriter(output: Output): LineWriter {
  let lines: string[] = []
  let length = 0
  let full = false

  const write = (): void => {
    if (lines.length === 0) return
    lines.push('')
    full = !output.write(lines.join('\n')) || full
    lines = []
    length = 0
  }

  const drained = async (): Promise<void> => {
    await new Promise<void>(resolve => output.once('drain', resolve))
    full = false
  }

  return {
    add(line) {
      lines.push(line)
      length += line.length + 1
      if (length >= PIECE) write()
    },
    settle: () => (full ? drained() : undefined),
    flush() {
      write()
      return full ? drained() : undefined
    },
    async end() {
      write()
      if (full) await drained()
    },
  }
}
