import {availableParallelism} from 'node:os'
import {Flags} from '@oclif/core'
import type {ScanThreads} from '../scan-ahead.js'
import type {BaseCommand} from './_base-command.js'
import {parseBytes} from './_parse-bytes.js'

/** Flags of commands that read large files. */
export const threadFlags = {
  jobs: Flags.integer({
    char: 'j',
    description:
      'Threads that search files over 32 MiB, the reading one among them; by default one a processor. Output is the same.',
    min: 1,
  }),
  'max-memory': Flags.string({
    description: 'Start fewer threads where they would take more than this (e.g. 512MiB).',
    helpValue: 'SIZE',
  }),
}

/** What oclif parsed of them. */
export interface ThreadFlags {
  readonly jobs?: number | undefined
  readonly 'max-memory'?: string | undefined
}

/** Threads that are started unasked: more would wait for memory and disk. */
const MOST_THREADS = 8

/** What the process takes without threads, and what each adds at most. */
const OWN_BYTES = 160 * 2 ** 20
const THREAD_BYTES = 32 * 2 ** 20

/** The threads that were asked for; nothing when a single one is to do all. */
export function scanThreads(
  command: Pick<BaseCommand, 'refuse' | 'shipped'>,
  {jobs, 'max-memory': memory}: ThreadFlags,
): {readonly threads?: ScanThreads} {
  const ceiling = memory === undefined ? Number.POSITIVE_INFINITY : parseBytes(memory)
  if (ceiling === undefined) return command.refuse(`--max-memory ${memory}: write a size such as 512MiB`)
  const affordable = Math.floor((ceiling - OWN_BYTES) / THREAD_BYTES)
  const count = Math.min(jobs ?? Math.min(availableParallelism(), MOST_THREADS), affordable)
  return count < 2 ? {} : {threads: {script: command.shipped('dist', 'scan-worker.js'), count}}
}
