export type VerdictWord =
  | 'observed-absorbed'
  | 'observed-redundancy-lost'
  | 'absorbed'
  | 'absorbed-degraded'
  | 'not-covered'
  | 'out-of-scope'
  | 'contradiction'
  | 'double-fault'
  | 'undeterminable'
  | 'not-evaluated'

/** One rule's argument about one incident under one layout. */
export interface Opinion {
  /** Id of the rule. */
  readonly rule: string
  readonly verdict: VerdictWord
  /** 0.05 … 1, at most two decimals. */
  readonly confidence: number
  /** One sentence a customer understands. */
  readonly because: string
  /** Sources: a manual's section, a kernel file, a vendor guide. Never empty. */
  readonly cites: readonly string[]
  /** What input would raise the confidence: a file or a command. */
  readonly toBeSurer?: string
  /** True when the rule broke down: the opinion is a note of that and never a verdict. */
  readonly failed?: true
}

/** The opinion that won by precedence; all opinions stay attached. */
export interface Verdict extends Opinion {
  /** `actual`, or the name of the what-if. */
  readonly layout: string
  readonly opinions: readonly Opinion[]
}
