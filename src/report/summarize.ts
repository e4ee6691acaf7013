import {type MemoryError, SEVERITY_ORDER} from '../errors/memory-error.js'
import type {AnalysisSummary, JudgedIncident, SummaryCounts} from './analysis.js'

const countSeverities = (errors: readonly MemoryError[]): SummaryCounts => {
  const counts = Object.fromEntries(SEVERITY_ORDER.map(severity => [severity, 0])) as Record<string, number>
  for (const error of errors) counts[error.severity] = (counts[error.severity] ?? 0) + 1
  return counts as SummaryCounts
}

/** An incident that took the machine down. */
export const isOutage = (incident: Pick<JudgedIncident, 'outcome'>): boolean =>
  incident.outcome === 'panic' || incident.outcome === 'reboot'

function countVerdicts(incidents: readonly JudgedIncident[]): AnalysisSummary['verdicts'] {
  const counts: Record<string, Record<string, number>> = {}
  for (const {verdicts} of incidents)
    for (const {layout, verdict} of verdicts) {
      counts[layout] ??= {}
      const words = counts[layout]
      words[verdict] = (words[verdict] ?? 0) + 1
    }
  return counts
}

/** Totals of an analysis: errors by severity, corrected errors as a lower bound, incidents, outages, verdict words by layout. */
export function summarize(errors: readonly MemoryError[], incidents: readonly JudgedIncident[]): AnalysisSummary {
  const corrected = errors.filter(error => error.severity === 'corrected')
  return {
    errors: countSeverities(errors),
    correctedAtLeast: corrected.reduce((sum, error) => sum + (error.occurrences?.count ?? 1), 0),
    incidents: incidents.length,
    outages: incidents.filter(isOutage).length,
    verdicts: countVerdicts(incidents),
  }
}
