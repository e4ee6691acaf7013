import {readSync} from 'node:fs'

/** Bytes read around what is asked for. */
const WINDOW_BYTES = 64 * 1024

/** Small reads from an open file at few places that each go forward: an archive's directory and its members. */
export interface FileWindows {
  /** `count` bytes from `at` on, or as many as there are; they may be overwritten by the next call. Throws where the system refuses. */
  read(at: number, count: number): Uint8Array
  /** Fills `room` with the bytes from `at` on; returns how many there were. Throws where the system refuses. */
  readInto(room: Uint8Array, at: number): number
}

interface Window {
  readonly room: Uint8Array
  start: number
  filled: number
}

const fill = (file: number, room: Uint8Array, at: number): number => {
  let filled = 0
  for (let count = -1; count !== 0 && filled < room.length; filled += count)
    count = readSync(file, room, filled, room.length - filled, at + filled)
  return filled
}

/** Windows into an open file (its descriptor): one system call serves many reads, and none waits for another thread. */
export const createFileWindows = (file: number): FileWindows => {
  /** The one used last in front. */
  let windows: readonly Window[] = [0, 1].map(() => ({room: new Uint8Array(WINDOW_BYTES), start: 0, filled: 0}))

  const read = (at: number, count: number): Uint8Array => {
    if (count > WINDOW_BYTES) {
      const room = new Uint8Array(count)
      return room.subarray(0, fill(file, room, at))
    }
    const holds = ({start, filled}: Window): boolean => at >= start && at + count <= start + filled
    const window = windows.find(holds) ?? windows.at(-1)
    if (!window) return new Uint8Array(0)
    if (!holds(window)) {
      window.filled = fill(file, window.room, at)
      window.start = at
    }
    windows = [window, ...windows.filter(one => one !== window)]
    return window.room.subarray(at - window.start, Math.min(at - window.start + count, window.filled))
  }

  return {
    read,
    readInto(room, at) {
      if (room.length > WINDOW_BYTES) return fill(file, room, at)
      const bytes = read(at, room.length)
      room.set(bytes)
      return bytes.length
    },
  }
}
