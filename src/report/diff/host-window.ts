import type {AnalysisHost} from '../analysis.js'

/** The time that a machine's log covers, milliseconds since 1970; absent where it has no clock. */
export interface HostWindow {
  readonly startMs: number
  readonly endMs: number
}

/** From the first to the last moment of a machine's boots; undefined when no boot has a clock. */
export function windowOf(host: AnalysisHost | undefined): HostWindow | undefined {
  const moments = (host?.boots ?? []).flatMap(({startMs, endMs}) => [startMs, endMs]).filter(ms => ms !== undefined)
  if (moments.length === 0) return undefined
  // Not spread into Math.min: a log may hold many boots.
  return {
    startMs: moments.reduce((least, ms) => Math.min(least, ms)),
    endMs: moments.reduce((most, ms) => Math.max(most, ms)),
  }
}
