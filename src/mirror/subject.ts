import type {MemoryError} from '../errors/memory-error.js'
import type {Incident} from '../incidents/incident.js'
import {coverageOf} from './coverage.js'
import type {PairState, PlaceHistory, RuleSubject} from './define-rule.js'
import {isUncorrected} from './error-nature.js'
import {siteOf} from './fault-site.js'
import {contentOf} from './hit-content.js'
import {withoutKeyBits} from './key-bits.js'
import type {MirrorLayout} from './layout.js'
import {originOf} from './origin.js'
import {isBefore, pairStateAt} from './pair-state.js'
import {historyOf, isLasting} from './place-history.js'
import type {ConfidenceOverrides} from './read-confidence.js'
import type {RedundancyChange} from './redundancy-change.js'
import {spanOf, spanOfIncident, spansMeet} from './span.js'
import {writtenBadBefore} from './written-bad.js'

/** Everything the judgement of one incident rests on besides the incident. */
export interface JudgeContext {
  readonly layout: MirrorLayout
  /** `actual`, or the name of the what-if. */
  readonly layoutName: string
  /** Fields of the layout on which sources disagreed. */
  readonly conflicts: readonly string[]
  readonly guest: boolean
  /** Incidents of the host before this one. */
  readonly earlier: readonly Incident[]
  /** Errors of the host that show, or could show, what a mirror did. */
  readonly observed: readonly MemoryError[]
  /** What sensors and firmware said of the redundancy of this host, in time order. */
  readonly changes?: readonly RedundancyChange[]
  /** For each boot the first one of its run of the firmware (`firmwareRuns`). */
  readonly runs?: readonly number[]
  /** Topmost bits of physical addresses that hold the number of an encryption key; none when absent. */
  readonly keyBits?: number
  /** Numbers of the confidence table that the user replaced. */
  readonly confidence?: ConfidenceOverrides
}

/** Two reports of one fault stand this close: the time a consumer and a memory controller may lie apart. */
const NEARBY_SECONDS = 5

const NO_HISTORY: PlaceHistory = {sameChannel: false, twinFailed: false, correctedBefore: 0, sameRow: false}
const NO_STATE: PairState = {state: 'unknown', tied: false}

const isClose = (a: MemoryError, b: MemoryError): boolean => {
  if (a.bootIndex !== b.bootIndex || isBefore(a, b) === undefined) return false
  if (a.epochMs !== undefined && b.epochMs !== undefined)
    return Math.abs(a.epochMs - b.epochMs) <= NEARBY_SECONDS * 1000
  if (a.uptimeSeconds !== undefined && b.uptimeSeconds !== undefined)
    return Math.abs(a.uptimeSeconds - b.uptimeSeconds) <= NEARBY_SECONDS
  return false
}

function nearbyOf(incident: Incident, origin: MemoryError, observed: readonly MemoryError[]): readonly MemoryError[] {
  const span = spanOf(origin)
  const others = observed.filter(
    error => !incident.errors.includes(error) && isClose(error, origin) && spansMeet(spanOf(error), span),
  )
  return [...incident.errors.filter(error => error !== origin), ...others]
}

/** The judged layout says which question is asked, whatever role its file states. */
const inRole = ({layout, layoutName}: JudgeContext): MirrorLayout => ({
  ...layout,
  role: layoutName === 'actual' ? 'actual' : 'hypothetical',
})

/** True for incidents a mirror has anything to do with: data was lost, or a mirror was seen at work. */
const matters = (incident: Incident): boolean =>
  isUncorrected(incident) || incident.errors.some(({mirrorEvidence}) => !QUIET.has(mirrorEvidence))
const QUIET: ReadonlySet<MemoryError['mirrorEvidence']> = new Set(['none', 'not-reported', 'undecoded'] as const)

/** A log that shows the hypervisor's own system (Xen dom0, Hyper-V root) is no guest's. */
const isHostSystem = ({platform, provenance}: MirrorLayout): boolean =>
  platform.hypervisorGuest === false &&
  (provenance ?? []).some(({field, from}) => field === 'platform.hypervisorGuest' && from === 'kernel-log')

const isGuest = ({layout, guest}: JudgeContext): boolean =>
  layout.platform.hypervisorGuest === true || (guest && !isHostSystem(layout))

/** All that rules may ask for; undefined for an incident without a single error. */
export function composeSubject(incident: Incident, context: JudgeContext): RuleSubject | undefined {
  const found = originOf(incident)
  if (found === undefined) return undefined
  const {origin, consumers, inferred} = found
  const layout = inRole(context)
  const logged = spanOfIncident(origin, incident.errors.filter(isUncorrected))
  const span = withoutKeyBits(logged, context.keyBits ?? 0, layout)
  const relevant = matters(incident)
  const history = relevant ? historyOf(incident, origin, context.earlier, layout) : NO_HISTORY
  return {
    incident,
    origin,
    consumers,
    layout,
    span,
    coverage: coverageOf(span, layout),
    pairState: relevant
      ? pairStateAt(incident, origin, {...context, changes: context.changes ?? []}, layout)
      : NO_STATE,
    guest: isGuest(context),
    repeated: isLasting(history),
    conflicts: context.conflicts,
    originInferred: inferred,
    site: siteOf(origin),
    writtenBad: relevant ? writtenBadBefore(incident, span, context) : undefined,
    content: contentOf(incident),
    history,
    nearby: relevant ? nearbyOf(incident, origin, context.observed) : [],
  }
}
