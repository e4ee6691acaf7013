/** One thing wrong or odd in a layout: which rule, what and where, and what to change. */
export interface LayoutFinding {
  /** `V1` … `V13`, or `shape` where the JSON itself does not fit. */
  readonly rule: string
  readonly severity: 'error' | 'warning'
  /** What is wrong and where, with the values as found. */
  readonly message: string
  /** What to change. */
  readonly fix: string
}
