import {onceFor} from '../bits/once-for.js'
import type {Incident} from '../incidents/incident.js'
import type {Rule, RuleNeed, RuleSubject} from './define-rule.js'
import {rankOf} from './precedence.js'
import {type ConfidenceOverrides, restate} from './read-confidence.js'
import {composeSubject, type JudgeContext} from './subject.js'
import type {Opinion, Verdict} from './verdict.js'
import {weigh} from './weigh.js'

export type {JudgeContext} from './subject.js'

/** What a rule may see, by its `needs`. */
const sightOf = onceFor((needs: readonly RuleNeed[]): ProxyHandler<RuleSubject> => {
  const named: ReadonlySet<string | symbol> = new Set(needs)
  return {
    get: (target, key) => (named.has(key) ? Reflect.get(target, key) : undefined),
    has: (target, key) => named.has(key) && Reflect.has(target, key),
    ownKeys: target => Reflect.ownKeys(target).filter(key => named.has(key)),
  }
})

/** The subject as a rule sees it: the keys its `needs` name, and undefined for everything else. */
export const pickNeeds = (subject: RuleSubject, needs: readonly RuleNeed[]): RuleSubject =>
  new Proxy(subject, sightOf(needs))

/** Groups whose question is not the one asked stay silent. */
const isAsked = ({group}: Rule, {layout}: RuleSubject): boolean => {
  if (group === 'observed' || group === 'actual') return layout.role === 'actual'
  return group !== 'what-if' || layout.role === 'hypothetical'
}

const broken = (rule: Rule, why: string): Opinion => ({
  rule: rule.id,
  verdict: 'undeterminable',
  confidence: 0.05,
  because: `The argument “${rule.title}” broke down and was left out: ${why}`,
  cites: rule.cites.length > 0 ? rule.cites : [`rule ${rule.id}`],
  failed: true,
})

/** An opinion without a reason or a source is none. */
function complete(rule: Rule, subject: RuleSubject, table: ConfidenceOverrides | undefined): Opinion | undefined {
  const draft = rule.argue(pickNeeds(subject, rule.needs))
  if (draft === undefined) return undefined
  const cites = draft.cites ?? rule.cites
  if (draft.because.trim() === '' || cites.length === 0) return broken(rule, 'it gave no reason or no source')
  const {verdict, because, toBeSurer} = draft
  const confidence = weigh(restate(rule.id, draft.confidence, table), rule.group, subject, table)
  return {rule: rule.id, verdict, confidence, because, cites, ...(toBeSurer === undefined ? {} : {toBeSurer})}
}

function opinionOf(rule: Rule, subject: RuleSubject, table: ConfidenceOverrides | undefined): Opinion | undefined {
  if (!isAsked(rule, subject)) return undefined
  try {
    return complete(rule, subject, table)
  } catch (error) {
    return broken(rule, error instanceof Error ? error.message : String(error))
  }
}

const silence = (layout: string, opinions: readonly Opinion[]): Verdict => ({
  layout,
  rule: 'no-argument',
  verdict: 'undeterminable',
  confidence: 1,
  because: 'Cannot tell: none of the arguments applies to what was logged.',
  cites: ['mirrorcheck: every rule was asked and none had an opinion'],
  opinions,
})

/** Rules in the order in which they speak. */
const inPrecedence = onceFor((rules: readonly Rule[]) =>
  rules.toSorted((a, b) => rankOf(a) - rankOf(b) || (a.id < b.id ? -1 : 1)),
)

/**
 * Asks every rule about one incident under one layout. The verdict is the first opinion by precedence; all opinions
 * stay attached, and a rule that throws costs only its own.
 */
export function judgeIncident(incident: Incident, context: JudgeContext, rules: readonly Rule[]): Verdict {
  const subject = composeSubject(incident, context)
  if (subject === undefined) return silence(context.layoutName, [])
  const opinions = inPrecedence(rules).flatMap(rule => opinionOf(rule, subject, context.confidence) ?? [])
  const winner = opinions.find(({failed}) => failed !== true)
  return winner === undefined
    ? silence(context.layoutName, opinions)
    : {...winner, layout: context.layoutName, opinions}
}
