import type {MemoryError} from '../../src/errors/memory-error.js'
import type {Incident} from '../../src/incidents/incident.js'
import type {RuleSubject} from '../../src/mirror/define-rule.js'
import type {MirrorLayout} from '../../src/mirror/layout.js'
import type {RedundancyChange} from '../../src/mirror/redundancy-change.js'
import {composeSubject} from '../../src/mirror/subject.js'
import type {VerdictWord} from '../../src/mirror/verdict.js'
import {incidentWith} from './incident-builder.js'
import {layoutWith} from './layout-builder.js'

/** A situation a rule is asked about; what is left out is a kernel read in a machine with a partial mirror. */
export interface Situation {
  readonly told: string
  readonly incident?: Incident
  readonly layout?: MirrorLayout
  /** `actual` unless given. */
  readonly name?: string
  readonly earlier?: readonly Incident[]
  readonly observed?: readonly MemoryError[]
  readonly changes?: readonly RedundancyChange[]
  readonly guest?: boolean
  readonly conflicts?: readonly string[]
}

/** Situations in which a rule speaks, with its verdict, and in which it stays silent. */
export interface RuleCases {
  readonly speaks: readonly (Situation & {readonly verdict: VerdictWord; readonly confidence?: number})[]
  readonly silent: readonly Situation[]
}

/** The subject a situation comes to. */
export function subjectOf(situation: Situation): RuleSubject {
  const subject = composeSubject(situation.incident ?? incidentWith(), {
    layout: situation.layout ?? layoutWith(),
    layoutName: situation.name ?? 'actual',
    conflicts: situation.conflicts ?? [],
    guest: situation.guest ?? false,
    earlier: situation.earlier ?? [],
    observed: situation.observed ?? [],
    changes: situation.changes ?? [],
  })
  if (subject === undefined) throw new Error(`${situation.told}: no error in the incident`)
  return subject
}
