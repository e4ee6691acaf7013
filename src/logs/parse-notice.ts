import type {SourcePosition} from './log-line.js'

/**
 * Odd input told as data: counted, shown, never thrown. `code` is a kebab-case noun phrase that scripts may match
 * (`record-truncated`, `line-too-long`, `bad-utf8`, `input-truncated`); `message` says what, where and what next.
 */
export interface ParseNotice {
  readonly code: string
  readonly message: string
  readonly positions: readonly SourcePosition[]
  /** How often it happened where equal notices were folded; 1 when absent. */
  readonly count?: number
}
