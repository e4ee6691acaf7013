import type {PlatformFact} from '../records/platform-fact.js'

type Facts = readonly PlatformFact[]

const lastShutdown = (facts: Facts): string =>
  facts.flatMap(fact => (fact.fact === 'shutdown' ? [fact.text] : [])).at(-1) ?? ''

/** One kernel starts the next (kexec), or a crash its own (kdump): firmware does not run in between. */
const isWarm = (before: Facts, facts: Facts): boolean =>
  /Starting new kernel/.test(lastShutdown(before)) ||
  facts.some(fact => fact.fact === 'command-line' && /(?:^|\s)elfcorehdr=/.test(fact.text))

/**
 * For each boot the first boot of the same run of the firmware, by index: memory is set up only there, and what a mirror
 * has lost stays lost for the rest of the run.
 */
export function firmwareRuns(facts: readonly Facts[]): readonly number[] {
  const runs: number[] = []
  for (const [index, own] of facts.entries()) {
    const before = facts[index - 1]
    runs.push(before !== undefined && isWarm(before, own) ? (runs[index - 1] ?? index) : index)
  }
  return runs
}

/** True when memory was set up once for both boots. */
export const isSameRun = (runs: readonly number[], a: number, b: number): boolean => (runs[a] ?? a) === (runs[b] ?? b)
