/** What an arm64 kernel or firmware prints of one error: a syndrome, or an error record's registers. */
export type ArmSet =
  | {readonly kind: 'syndrome'; readonly esr: bigint}
  | {
      readonly kind: 'record'
      /** As the text names it: `ERR0`, `ERRX`. */
      readonly name: string
      readonly status: bigint
      readonly addr?: bigint
      /** MISC registers and others that were printed, by name; ERR<n>FR says how they are laid out. */
      readonly more: Readonly<Record<string, bigint>>
    }
