import type {LogLine} from '../../src/logs/log-line.js'
import {type LineSummary, readLines} from '../../src/logs/read-lines.js'
import type {FrameLimits} from '../../src/logs/row.js'
import {envelopes} from './built-in-envelopes.js'

/** Chunks of `size` bytes. */
export async function* inChunks(bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

export interface TextReading {
  readonly lines: readonly LogLine[]
  readonly summary: LineSummary
}

export interface TextOptions {
  readonly literals?: readonly string[]
  readonly mtimeMs?: number
  readonly chunk?: number
  readonly limits?: Partial<FrameLimits>
}

/** Literals of the kinds that dialects have. */
export const LITERALS = [
  '[Hardware Error]: ',
  'Machine Check',
  'Memory failure: ',
  'EDAC ',
  'TSC ',
  'Kernel panic - not syncing',
]

/** Reads a text as one input. */
export const readText = async (text: string | Uint8Array, options: TextOptions = {}): Promise<TextReading> => {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  const {literals = LITERALS, chunk = 65536, mtimeMs, limits} = options
  const reading = readLines(inChunks(bytes, chunk), {
    input: 0,
    literals,
    envelopes,
    ...(mtimeMs === undefined ? {} : {mtimeMs}),
    ...(limits === undefined ? {} : {limits}),
  })
  const lines: LogLine[] = []
  for await (const batch of reading.batches) lines.push(...batch)
  return {lines, summary: reading.summary()}
}
