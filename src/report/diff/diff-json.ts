import type {Analysis, JudgedIncident} from '../analysis.js'
import {type Json, plainJson} from '../plain-json.js'
import type {AnalysisDiff} from './diff-analyses.js'

const told = ({id, host, start, severity, outcome, verdicts}: JudgedIncident) => ({
  id,
  host,
  start,
  severity,
  outcome,
  verdicts: Object.fromEntries(verdicts.map(({layout, verdict}) => [layout, verdict])),
})

const side = ({tool, inputs, summary}: Analysis) => ({
  version: tool.version,
  inputs: inputs.map(({name, sha256}) => ({name, sha256})),
  summary,
})

const timeOf = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : new Date(ms).toISOString()

const riskOf = ({risk}: Analysis, host: string) => {
  const found = risk.hosts.find(estimate => estimate.host === host)
  return found && {rate: found.rate, downtime: found.downtime}
}

/** A comparison for machines: the shape of `schemas/diff.schema.json`. */
export function diffJson(diff: AnalysisDiff): Json {
  const {before, after, hosts, fresh, gone, changed, unchanged, errors, places, settings, counters, isTurned} = diff
  return plainJson({
    schema: 'mirrorcheck/diff/1',
    before: side(before),
    after: side(after),
    ...(isTurned ? {afterEndsFirst: true} : {}),
    hosts: hosts.map(({host, before: old, after: now, windowBefore, windowAfter}) => ({
      host,
      before: old && {
        id: old.id,
        from: timeOf(windowBefore?.startMs),
        to: timeOf(windowBefore?.endMs),
        risk: riskOf(before, old.id),
      },
      after: now && {
        id: now.id,
        from: timeOf(windowAfter?.startMs),
        to: timeOf(windowAfter?.endMs),
        risk: riskOf(after, now.id),
      },
    })),
    errors: {inBoth: errors.both, onlyBefore: errors.gone, onlyAfter: errors.fresh},
    incidents: {
      inBoth: unchanged + changed.length,
      onlyAfter: fresh.map(told),
      onlyBefore: gone.map(({incident, because}) => ({...told(incident), because})),
      changed: changed.map(({before: old, after: now, changed: what}) => ({
        before: told(old),
        after: told(now),
        changed: what,
      })),
    },
    places,
    settings,
    counters,
  })
}
