import type {LogLine} from '../logs/log-line.js'
import type {DialectOutput} from './define-dialect.js'
import {quoteLines} from './evidence-line.js'
import type {PlatformFact} from './platform-fact.js'

/** A running total that somebody keeps: how many errors of which kind, where, and since when it is known. */
export interface Counter {
  readonly lines: readonly LogLine[]
  /** `mc0 csrow2 CPU_SrcID#0_MC#0_Chan#0_DIMM#0`. */
  readonly scope: string
  readonly word: 'Corrected' | 'Uncorrected'
  readonly count: number
  /** Age of the counter, seconds since it was last reset. */
  readonly seconds?: number
}

const ageOf = (seconds: number | undefined): string => (seconds === undefined ? '' : ` in ${seconds} seconds`)

/**
 * A counter as a fact with a notice, because none of the errors it counts has a moment or an address: they raise rates
 * and are no events. A counter at zero says that nothing was counted, and gives nothing.
 */
export function tellCounters(counters: readonly Counter[], dialect: string): DialectOutput {
  const told = counters.filter(({count, lines}) => count > 0 && lines.length > 0)
  const facts = told.flatMap(({lines, scope, word, count, seconds}): PlatformFact[] => {
    const [first] = lines
    if (first === undefined) return []
    const evidence = lines.flatMap(quoteLines)
    const age = seconds === undefined ? {} : {seconds}
    const name = `${word} errors`
    return [
      {
        kind: 'fact',
        fact: 'error-counter',
        dialect,
        envelope: first.envelope,
        evidence,
        scope,
        name,
        count,
        ...age,
        period: 'current',
      },
    ]
  })
  const notices = told.map(({lines, scope, word, count, seconds}) => ({
    code: 'errors-counted',
    message: `A counter stands at ${count} ${word.toLowerCase()} errors${ageOf(seconds)} (${scope}): a total without moments or addresses, not among the errors listed.`,
    positions: lines.map(line => line.position),
  }))
  return {facts, notices}
}
