import type {MemoryError} from '../errors/memory-error.js'
import type {Incident} from '../incidents/incident.js'
import type {FaultSite} from './fault-site.js'
import type {MirrorLayout} from './layout.js'
import type {Opinion, VerdictWord} from './verdict.js'

/** The physical span an error may lie in, `end` exclusive; absent when no comparable address is known. */
export interface ErrorSpan {
  readonly start: bigint
  readonly end: bigint
}

/** How the span meets the layout's regions. */
export interface SpanCoverage {
  readonly where: 'mirrored' | 'unmirrored' | 'straddling' | 'outside' | 'unknown' | 'no-span'
  /** Share of the span's bytes that is mirrored, 0 … 1. */
  readonly mirroredShare?: number
}

/** State of the redundancy at the time of the error, by the evidence before it. */
export interface PairState {
  readonly state: 'whole' | 'degraded' | 'unknown'
  readonly since?: string
  /** True when the degraded pair is tied to this error by channel or DIMM label. */
  readonly tied: boolean
  readonly because?: string
}

/** What was in the memory that was hit, judged by the page lines first and by who read it second. */
export interface HitContent {
  readonly kind: 'kernel' | 'user' | 'page-cache' | 'free' | 'unknown'
  /** False when only the context of the reader tells. */
  readonly sure: boolean
  /** Half a sentence: by what it is known. */
  readonly because: string
}

/** What earlier incidents of this host say of the place that was hit. */
export interface PlaceHistory {
  /** An earlier uncorrected error hit the same channel, DIMM, row or page. */
  readonly sameChannel: boolean
  /** The other channel of the pair had failed for good before: under a mirror one copy would have been left. */
  readonly twinFailed: boolean
  /** Corrected errors of the same place told before; a lower bound. */
  readonly correctedBefore: number
  /** True when some of them were in the same row. */
  readonly sameRow: boolean
}

/** Everything a rule may ask for; it receives only the keys its `needs` names. */
export interface RuleSubject {
  readonly incident: Incident
  /** The error the incident is judged by: the origin record where one is known, else the gravest. */
  readonly origin: MemoryError
  /** Errors that tell of consumption of the same data (core banks), if any. */
  readonly consumers: readonly MemoryError[]
  readonly layout: MirrorLayout
  readonly span: ErrorSpan | undefined
  readonly coverage: SpanCoverage
  readonly pairState: PairState
  /** True when the log is a virtual machine's: its addresses say nothing of the host. */
  readonly guest: boolean
  /** True when an earlier uncorrected incident hit the same DIMM, row or channel pair. */
  readonly repeated: boolean
  /** Fields of the layout on which sources disagreed. */
  readonly conflicts: readonly string[]
  /** True when no memory controller recorded the error: only who consumed it, or the page, is known. */
  readonly originInferred: boolean
  /** Where in the memory path the model-specific code places the fault; undefined when it does not tell. */
  readonly site: FaultSite | undefined
  /** A cache's or device's record of having written bad data to this place; absent where memory itself told of a fault. */
  readonly writtenBad: MemoryError | undefined
  readonly content: HitContent
  readonly history: PlaceHistory
  /** Other errors of the same span told within seconds, this incident's included. */
  readonly nearby: readonly MemoryError[]
}

export type RuleNeed = keyof RuleSubject

export type OpinionDraft = Omit<Opinion, 'rule' | 'cites'> & {
  readonly cites?: readonly string[]
  readonly verdict: VerdictWord
}

/** One argument of the decision table. */
export interface Rule<Needs extends RuleNeed = RuleNeed> {
  /** Kebab-case, equal to the file name. */
  readonly id: string
  readonly title: string
  readonly group: 'gate' | 'observed' | 'scope' | 'actual' | 'what-if'
  readonly needs: readonly Needs[]
  /** Default citations of its opinions. */
  readonly cites: readonly string[]
  /** At most one opinion; undefined when the rule has nothing to say. */
  argue(subject: Pick<RuleSubject, Needs>): OpinionDraft | undefined
}

/** Declares a rule; the identity function with a type that ties `argue` to `needs`. */
export const defineRule = <const Needs extends RuleNeed>(rule: Rule<Needs>): Rule<Needs> => rule
