import {CHAIN} from './confidence.js'
import type {Rule, RuleSubject} from './define-rule.js'
import type {ConfidenceOverrides} from './read-confidence.js'

/** Fields of a layout that decide verdicts; a quarrel about sizes does not. */
const DECISIVE = /^(?:mode|regions|osPolicy\.(?:kind|effective)|pairing|failover|platform\.hypervisorGuest)/

/** The trust in the layout's own fields: an argument is never surer than what it rests on. */
function trustIn({layout}: Pick<RuleSubject, 'layout'>): number {
  const known = (layout.provenance ?? []).filter(({field}) => /^(?:mode|regions)$/.test(field))
  const byField = new Map<string, number>()
  for (const {field, confidence} of known) byField.set(field, Math.max(confidence, byField.get(field) ?? 0))
  return Math.min(1, ...byField.values())
}

type Chain = Readonly<Record<keyof typeof CHAIN, number>>

function capOf(group: Rule['group'], subject: RuleSubject, chain: Chain): number {
  if (group !== 'actual' && group !== 'what-if') return 1
  const quarrel = subject.conflicts.some(field => DECISIVE.test(field))
  return Math.min(quarrel ? chain.conflictCap : 1, group === 'actual' ? trustIn(subject) : 1)
}

/** Gates state what is; whatever is argued from the record weakens with the record. */
function factorOf(group: Rule['group'], {origin, originInferred}: RuleSubject, chain: Chain): number {
  if (group === 'gate') return 1
  const overflow = origin.flags.overflow === true ? chain.overflow : 1
  const inferred = originInferred && group !== 'observed' ? chain.inferredOrigin : 1
  return overflow * inferred
}

/** Multiplies the weaknesses down the chain: at least `floor`, at most 1, two decimals. */
export function weigh(
  stated: number,
  group: Rule['group'],
  subject: RuleSubject,
  overrides?: Pick<ConfidenceOverrides, 'chain'>,
): number {
  const chain: Chain = {...CHAIN, ...overrides?.chain}
  const sure = Number.isFinite(stated) ? Math.min(1, Math.max(0, stated)) : 0
  const weighed = Math.min(sure * factorOf(group, subject, chain), capOf(group, subject, chain))
  return Math.round(Math.max(chain.floor, weighed) * 100) / 100
}
