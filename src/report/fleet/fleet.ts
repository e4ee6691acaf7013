import type {Severity} from '../../errors/memory-error.js'
import type {Outcome} from '../../incidents/incident.js'
import type {VerdictWord} from '../../mirror/verdict.js'
import type {FleetEstimate} from '../../risk/fleet/estimate-fleet.js'
import type {Measure} from '../../tolerance/tolerance-verdict.js'
import type {SummaryCounts} from '../analysis.js'

/** First and last moment at which something was told, RFC 3339; absent where no line carries a date. */
export interface FleetSpan {
  readonly first?: string
  readonly last?: string
}

/** Counts that a host, a part, a platform and a fleet share. */
export interface FleetCounts {
  /** Incidents, corrected ones among them. */
  readonly incidents: number
  /** Incidents worse than corrected errors. */
  readonly graveIncidents: number
  readonly outages: number
  /** Corrected errors; a lower bound, for kernels fold and drop lines. */
  readonly correctedAtLeast: number
  /** Errors worse than corrected. */
  readonly graveErrors: number
}

/** How bad the worst incident was. */
export interface FleetWorst {
  readonly severity: Severity
  readonly outcome: Outcome
}

/** One machine of the fleet, what all inputs tell of it put together. */
export interface FleetHost extends FleetCounts, FleetSpan {
  /** As its logs name it; of a machine without a name the input's. */
  readonly host: string
  /** True when no log names it: the name is that of the input. */
  readonly unnamed?: true
  readonly guest?: true
  readonly inputs: number
  readonly platform?: string
  readonly kernels: readonly string[]
  readonly worst?: FleetWorst
  /** Seconds down, where logs show both ends. */
  readonly downtimeSeconds?: number
  /** Path of an analysis of it below the dataset's folder, for `mirrorcheck report`. */
  readonly analysis?: string
}

/** One memory module, or the channel where no log says which module of it. */
export interface FleetDimm extends FleetCounts, FleetSpan {
  readonly host: string
  readonly unnamed?: true
  /** Its label, else its numbers. */
  readonly part: string
  readonly partNumber?: string
  readonly serialNumber?: string
  readonly worst?: FleetWorst
}

/** A part that failed more than once: a module, or a machine whose logs name none. */
export interface FleetRepeat extends FleetSpan {
  readonly host: string
  readonly unnamed?: true
  readonly part?: string
  readonly graveIncidents: number
  readonly outages: number
}

/** Machines that share a platform or a kernel. */
export interface FleetGroup extends FleetCounts {
  readonly name: string
  readonly hosts: number
  /** Of them, those with an incident worse than corrected errors. */
  readonly hostsHit: number
}

/** How often an answer was given. */
export type Answers = Readonly<Record<'yes' | 'possible' | 'unknown' | 'no' | 'notNeeded', number>>

/** What one measure would have made of all incidents worse than corrected, and of those that took a machine down. */
export interface FleetRung {
  readonly id: Measure
  readonly title: string
  readonly incidents: Answers
  readonly outages: Answers
  /** What it costs, as told of most incidents. */
  readonly cost?: string
  /** True when it costs other machines something else. */
  readonly costVaries?: true
}

/** An input that could not be read whole. */
export interface FleetGap {
  readonly input: string
  readonly reading: 'partly-read' | 'not-read' | 'broke-down'
  readonly because: string
}

/** What was counted, and the rate it carries, or why it carries none. */
export interface FleetRate {
  readonly graveIncidents: number
  readonly hosts: number
  /** Days that logs cover, all machines together. */
  readonly observedDays: number
  /** Machines whose logs carry no clock. */
  readonly hostsWithoutClock: number
  readonly estimate: FleetEstimate
}

/** The roll-up of a dataset: the one result object of `fleet`, of which every face is a pure function. */
export interface Fleet {
  readonly schema: 'mirrorcheck/fleet/1'
  readonly tool: {readonly name: 'mirrorcheck'; readonly version: string}
  readonly dataset: string
  /** True when names stand under pseudonyms. */
  readonly redacted?: true
  readonly inputs: {
    readonly total: number
    readonly read: number
    readonly partlyRead: number
    readonly notRead: number
    readonly brokeDown: number
    /** Machines that more than one input tells of. */
    readonly hostsInSeveral: number
    /** Errors and incidents that several inputs tell, counted once. */
    readonly toldAgain: number
    /** Different settings under which the inputs were analysed; 1 is as it should be. */
    readonly settings: number
  }
  readonly totals: FleetCounts & {
    readonly hosts: number
    readonly hostsHit: number
    readonly hostsDown: number
    readonly errors: SummaryCounts
    readonly downtimeSeconds: number
    /** Outages of which the logs show both ends. */
    readonly outagesTimed: number
  }
  /** The worst first. */
  readonly hosts: readonly FleetHost[]
  readonly dimms: readonly FleetDimm[]
  readonly repeats: readonly FleetRepeat[]
  /** Layout → verdict → incidents worse than corrected. */
  readonly verdicts: Readonly<Record<string, Readonly<Partial<Record<VerdictWord, number>>>>>
  readonly ladder: readonly FleetRung[]
  readonly platforms: readonly FleetGroup[]
  readonly kernels: readonly FleetGroup[]
  readonly rate: FleetRate
  readonly gaps: readonly FleetGap[]
}
