import type {MemoryError} from '../../src/errors/memory-error.js'
import type {Boot} from '../../src/incidents/incident.js'
import type {ClockSample} from '../../src/logs/read-lines.js'
import type {Verdict, VerdictWord} from '../../src/mirror/verdict.js'
import type {RiskIncident} from '../../src/risk/counted-incident.js'

export const DAY_MS = 86_400_000
export const START_MS = Date.UTC(2026, 2, 1)

/** An uncorrected DRAM error with what a test states of it. */
export const buildError = (over: Partial<MemoryError> = {}): MemoryError => ({
  id: 'e1',
  host: 'db7',
  timeBasis: 'zoned',
  bootIndex: 0,
  severity: 'srar',
  basis: 'registers',
  unit: 'dram',
  registers: {},
  flags: {},
  mirrorEvidence: 'not-reported',
  reporters: ['kernel-mce'],
  positions: [],
  evidence: [],
  ...over,
})

/** An uncorrected incident so many days after the log's start. */
export const buildIncident = (day: number, over: Partial<RiskIncident> = {}): RiskIncident => ({
  id: `i${Math.round(day * 1000)}`,
  host: 'db7',
  timeBasis: 'zoned',
  startMs: START_MS + day * DAY_MS,
  endMs: START_MS + day * DAY_MS,
  bootIndex: 0,
  errors: [buildError()],
  severity: 'srar',
  consumption: 'kernel',
  victim: {content: 'unknown', because: ''},
  outcome: 'panic',
  outcomeBecause: '',
  injected: false,
  evidence: [],
  ...over,
})

/** A verdict with its layout, word and confidence. */
export const buildVerdict = (layout: string, verdict: VerdictWord, confidence: number): Verdict => ({
  layout,
  verdict,
  confidence,
  rule: 'test',
  because: '',
  cites: ['test'],
  opinions: [],
})

/** A line of syslog so many days after the log's start. */
export const stamp = (day: number, over: Partial<ClockSample> = {}): ClockSample => ({
  position: {input: 0, line: 1 + Math.round(day * 100), byteOffset: Math.round(day * 65_536)},
  time: {basis: 'zoned', epochMs: START_MS + day * DAY_MS},
  program: 'sshd',
  ...over,
})

/** Stamps at even distances, both ends among them. */
export const stamps = (from: number, to: number, every: number): ClockSample[] => {
  const steps = Math.round((to - from) / every)
  return Array.from({length: steps + 1}, (_none, n) => stamp(from + ((to - from) * n) / steps))
}

/** A boot between two days of the log. */
export const buildBoot = (index: number, from: number, to: number, endedBy: Boot['endedBy'] = 'log-end'): Boot => ({
  index,
  startMs: START_MS + from * DAY_MS,
  endMs: START_MS + to * DAY_MS,
  timeBasis: 'zoned',
  endedBy,
})
