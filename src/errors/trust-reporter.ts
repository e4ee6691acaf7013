import type {ReporterProse} from '../records/hardware-error-record.js'
import type {ErrorUnit, MemoryError, MirrorEvidence, Severity} from './memory-error.js'

/** Words of reporters for units, first match wins. */
const UNIT_WORDS: readonly (readonly [RegExp, ErrorUnit])[] = [
  [/memory controller|\bdram\b|\bdimm\b|\bumc\b|memctrl/i, 'dram'],
  [/\btlb\b/i, 'tlb'],
  [/cache/i, 'cache'],
  [/pci|\bi\/?o\b|gart/i, 'io'],
  [/\bbus\b|\bqpi\b|\bupi\b|hypertransport|interconnect/i, 'interconnect'],
  [/thermal/i, 'thermal'],
]

const unitFromWords = (words: string | undefined): ErrorUnit | undefined =>
  words === undefined ? undefined : UNIT_WORDS.find(([pattern]) => pattern.test(words))?.[1]

/** A reporter's class and ours say the same when they are equal or when the reporter only knows the coarser word. */
function agrees(said: Severity, found: Severity): boolean {
  const coarse = said === 'uncorrected' && found !== 'corrected' && found !== 'informational'
  return said === found || coarse
}

function mirrorRemark(said: MirrorEvidence, found: MirrorEvidence): string | undefined {
  const isSilent = found === 'not-reported' || found === 'undecoded'
  if (isSilent) return `mirror evidence '${said}' is the reporter's word`
  return said === found ? undefined : `the reporter says mirror '${said}', the registers say '${found}'`
}

/** AMD's memory controllers log addresses of their own channel; a bank that only the reporter names does so too. */
function channelAddress({address}: MemoryError, {unit = ''}: ReporterProse): Pick<MemoryError, 'address'> {
  const isChannel = address?.kind === 'unknown' && /unified memory controller/i.test(unit)
  return isChannel ? {address: {...address, kind: 'normalized'}} : {}
}

/**
 * Adds what a reporter's prose says: it fills what registers leave open, and where both speak the registers win and the
 * disagreement becomes a remark.
 */
export function trustReporter(error: MemoryError, prose: ReporterProse | undefined): MemoryError {
  if (prose === undefined) return error
  const remarks = [...(error.remarks ?? [])]
  const unit = error.unit === 'unknown' ? (unitFromWords(prose.unit) ?? error.unit) : error.unit
  const severity = error.severity === 'unknown' ? (prose.severity ?? error.severity) : error.severity
  if (prose.severity !== undefined && !agrees(prose.severity, severity))
    remarks.push(`the reporter says '${prose.severity}', the registers say '${severity}'`)
  const isSilent = error.mirrorEvidence === 'not-reported' || error.mirrorEvidence === 'undecoded'
  const mirrorEvidence = prose.mirror !== undefined && isSilent ? prose.mirror : error.mirrorEvidence
  const doubt = prose.mirror === undefined ? undefined : mirrorRemark(prose.mirror, error.mirrorEvidence)
  if (doubt !== undefined) remarks.push(doubt)
  const dram = prose.location === undefined ? error.dram : {...prose.location, ...error.dram}
  const place = {...(dram === undefined ? {} : {dram}), ...channelAddress(error, prose)}
  return {...error, ...place, unit, severity, mirrorEvidence, ...(remarks.length === 0 ? {} : {remarks})}
}
