import type {MemoryError, Severity} from '../errors/memory-error.js'
import type {Boot, IgnoredLines, Incident} from '../incidents/incident.js'
import type {Inventory} from '../incidents/inventory.js'
import type {ParseNotice} from '../logs/parse-notice.js'
import type {MirrorLayout} from '../mirror/layout.js'
import type {ReplacedNumber} from '../mirror/read-confidence.js'
import type {RedundancyTrack} from '../mirror/redundancy.js'
import type {Verdict} from '../mirror/verdict.js'
import type {RiskEstimate} from '../risk/risk-estimate.js'
import type {LadderRung, ToleranceVerdict} from '../tolerance/tolerance-verdict.js'

/** One byte stream that was read. */
export interface AnalysisInput {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
  readonly lines: number
  readonly envelope?: string
  readonly dialects: readonly string[]
}

/** One machine of the analysis. */
export interface AnalysisHost {
  readonly id: string
  readonly kernel?: string
  readonly cpu?: {readonly signature?: string; readonly model?: string; readonly name?: string}
  readonly boots: readonly Boot[]
  /** Layout of the last boot that tells one. */
  readonly layout?: MirrorLayout
  readonly layoutRemarks?: readonly string[]
  /** How each mirrored pair stood through time. */
  readonly redundancy?: readonly RedundancyTrack[]
  /** Memory modules the logs name, and running totals of errors; absent when they name none. */
  readonly inventory?: Inventory
  readonly guest?: boolean
  /** Lines that were read and are no errors, by kind. */
  readonly ignored?: readonly IgnoredLines[]
}

/** An incident with all that was judged of it. */
export interface JudgedIncident extends Incident {
  readonly verdicts: readonly Verdict[]
  readonly tolerance: ToleranceVerdict
  readonly ladder: readonly LadderRung[]
  /** Two to five plain sentences: what happened, what was lost, how it ended. */
  readonly narrative: string
}

/** Errors by severity; every severity is there. */
export type SummaryCounts = Readonly<Record<Severity, number>>

/** Totals of an analysis. */
export interface AnalysisSummary {
  readonly errors: SummaryCounts
  /** Sum of counts inside lines; a lower bound. */
  readonly correctedAtLeast: number
  readonly incidents: number
  readonly outages: number
  /** layout name → verdict word → incidents. */
  readonly verdicts: Readonly<Record<string, Readonly<Record<string, number>>>>
}

/** Confidence numbers that the user put in the place of built-in ones. */
export interface ReplacedConfidence {
  readonly file?: string
  /** Only those that differ; may be empty. */
  readonly numbers: readonly ReplacedNumber[]
}

/** The one result object: every face of the report is a pure function of it. */
export interface Analysis {
  readonly schema: 'mirrorcheck/analysis/1'
  readonly tool: {readonly name: 'mirrorcheck'; readonly version: string}
  readonly inputs: readonly AnalysisInput[]
  readonly hosts: readonly AnalysisHost[]
  readonly errors: readonly MemoryError[]
  readonly incidents: readonly JudgedIncident[]
  readonly risk: {readonly hosts: readonly RiskEstimate[]}
  readonly notices: readonly ParseNotice[]
  /** Absent when every confidence number is the built-in one. */
  readonly replacedConfidence?: ReplacedConfidence
  readonly summary: AnalysisSummary
}
