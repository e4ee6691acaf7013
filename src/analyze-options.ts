import type {CpuSignature} from './errors/memory-error.js'
import type {MirrorLayout} from './mirror/layout.js'
import type {ConfidenceOverrides} from './mirror/read-confidence.js'
import type {PriorSet} from './risk/priors.js'
import type {ScanThreads} from './scan-ahead.js'
import type {UnpackLimits} from './sources/unpack-limits.js'

/** A layout to judge against besides the actual one: a known name (`full`, `partial:12.5`) or one that was read from a file. */
export interface WhatIf {
  readonly name: string
  readonly layout?: MirrorLayout
}

/** Everything a run depends on; complete, so that equal options and input give equal bytes. */
export interface AnalyzeOptions {
  readonly paths: readonly string[]
  readonly stdin: AsyncIterable<Uint8Array>
  /** Milliseconds since 1970: the moment of the run, by which year-less stamps from standard input get their year. */
  readonly nowMs: number
  /** Limits to what may come out of archives, where they differ from the built-in ones. */
  readonly limits?: Partial<UnpackLimits>
  readonly version: string
  /** Folders of installed packages that contribute. */
  readonly pluginRoots: readonly string[]
  /** States the actual layout, over what the log shows. */
  readonly layout?: MirrorLayout
  readonly whatIfs: readonly WhatIf[]
  /** Numbers of the confidence table that the user replaced. */
  readonly confidence?: ConfidenceOverrides
  /** Used where the log does not say. */
  readonly kernel?: string
  readonly cpu?: CpuSignature
  /** Milliseconds since 1970; errors and incidents outside are left out. */
  readonly sinceMs?: number
  readonly untilMs?: number
  readonly host?: string
  /** The user's beliefs about rates and times, over the shipped ones. */
  readonly priors?: PriorSet
  /** Threads that look ahead in large files; none when absent. */
  readonly threads?: ScanThreads
  readonly seed: number
  readonly draws: number
}
