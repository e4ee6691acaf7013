/** Would better software have survived it? Never inferred from a distributor's version number alone. */
export interface ToleranceVerdict {
  readonly answer: 'avoided-process-lost' | 'avoided-no-loss' | 'not-avoidable-by-software' | 'no-outage' | 'unknown'
  /** Row of the tolerance table, `T10`. */
  readonly row?: string
  /** Upstream version from which the tolerant behaviour exists, `6.2`. */
  readonly sinceKernel?: string
  readonly confidence: number
  /** The kernel that ran is of a kind that downgrades uncorrected errors (openEuler and its relatives). */
  readonly downgrades?: true
  readonly because: string
  readonly cites: readonly string[]
}

/** The measures of the ladder, from the machine as it was to a full mirror. */
export type Measure =
  | 'as-it-was'
  | 'newer-kernel'
  | 'tolerant-kernel'
  | 'page-offline'
  | 'swap-in-time'
  | 'kernelcore-mirror'
  | 'partial-mirror'
  | 'full-mirror'

/** One rung of the ladder: what this measure would have made of the incident. */
export interface LadderRung {
  readonly id: Measure
  readonly title: string
  readonly answer: 'yes' | 'no' | 'likely' | 'unlikely' | 'unknown' | 'not-needed'
  readonly confidence: number
  readonly because: string
  /** True when the answer was seen in the log rather than judged. */
  readonly observed?: true
  /** What the measure costs, first of all in memory; absent for the machine as it was. */
  readonly cost?: string
}
