import {locationNamedIn} from '../dimm-name.js'
import type {RecordOrigin, ReportedError} from '../hardware-error-record.js'
import type {PlatformFact, PlatformFactBody} from '../platform-fact.js'
import type {ImlReading} from './iml-machine-check.js'

type Severity = ReportedError['severity']

/** Memory entries (HPE, Integrated Management Log Messages guide) and their gravity, first match wins. */
const MEMORY: readonly (readonly [RegExp, Severity, atLeast?: true])[] = [
  [/\bCorrect(?:ed|able) Memory Error threshold exceeded|Correctable Memory Error\b.*\bthreshold/i, 'corrected', true],
  [/\bUncorrect(?:ed|able) Memory Error\b/i, 'uncorrected'],
  [/\bCorrect(?:ed|able) Memory Error\b/i, 'corrected'],
  [/\b(?:Memory|DIMM) Failure\b.*\bMulti-?bit/i, 'uncorrected'],
]

/** Online spare and mirrored boards: what protects memory was taken into use or lost. */
const PROTECTION: readonly (readonly [
  RegExp,
  Extract<PlatformFactBody, {readonly fact: 'mirror-redundancy'}>['state'],
])[] = [
  [/\bMirrored Memory (?:has been )?Engaged\b/i, 'degraded'],
  [/\bAdvanced Memory Protection\b.*\b(?:degraded|lost|not redundant)\b/i, 'degraded'],
  [/\bMirrored Memory\b.*\b(?:Redundancy )?(?:Lost|Failed)\b/i, 'lost'],
]

const DISABLED =
  /\b(?:DIMM|Memory Module)s?\b.{0,120}\b(?:has been |have been |is )?(?:disabled|mapped out|not used)\b/i

/** Entries that tell of a crash without saying what failed. */
const STORY =
  /\bAMP Mode\b|\bOnline Spare\b|\bUnrecoverable System Error\b|\bASR (?:Detected|Reset)|\bUnrecoverable (?:I\/O|Intel)|\bNMI\b/i

/** Mirrored or spare memory taken into use or lost. */
const readProtection = (text: string, origin: RecordOrigin): ImlReading | undefined => {
  const state = PROTECTION.find(([pattern]) => pattern.test(text))?.[1]
  if (state === undefined) return undefined
  const because = 'the firmware’s own words'
  const fact: PlatformFact = {
    ...origin,
    kind: 'fact',
    fact: 'mirror-redundancy',
    state,
    because,
    sensor: 'integrated management log',
    text,
  }
  const broken: ReportedError = {
    kind: 'reported',
    ...origin,
    reporter: 'firmware',
    severity: 'informational',
    unit: 'dram',
    message: text,
    mirror: 'broken',
  }
  return {records: [broken], facts: [fact]}
}

/** `COUNT="3"` of an exported log: how often the entry was repeated. */
const countOf = (raw: string, atLeast: boolean): ReportedError['count'] => {
  const repeats = Number(/\bCOUNT="(\d{1,6})"/i.exec(raw)?.[1] ?? 1)
  return repeats > 1 || atLeast ? {errors: Math.max(1, repeats), atLeast} : undefined
}

/** Errors of memory modules. */
const readMemory = (text: string, raw: string, origin: RecordOrigin): ImlReading | undefined => {
  const [, severity, atLeast = false] = MEMORY.find(([pattern]) => pattern.test(text)) ?? []
  if (severity === undefined) return undefined
  const label =
    /\b(?:(?:Board|Slot|Processor) \d{1,2}, )?(?:Processor \d{1,2}, )?(?:Memory Module|DIMM) \d{1,3}\b/.exec(text)?.[0]
  const location = label === undefined ? locationNamedIn(text) : {label}
  const count = countOf(raw, atLeast)
  const record: ReportedError = {
    kind: 'reported',
    ...origin,
    reporter: 'firmware',
    severity,
    unit: 'dram',
    message: text.slice(0, 400),
    ...(location === undefined ? {} : {location}),
    ...(count === undefined ? {} : {count}),
  }
  return {records: [record]}
}

const readRest = (text: string, origin: RecordOrigin): ImlReading | undefined => {
  if (DISABLED.test(text)) {
    const label = locationNamedIn(text)?.label
    const fact: PlatformFact = {
      ...origin,
      kind: 'fact',
      fact: 'dimm-disabled',
      ...(label === undefined ? {} : {label}),
      text: text.slice(0, 400),
    }
    return {records: [], facts: [fact]}
  }
  if (!STORY.test(text)) return undefined
  return {records: [{kind: 'context', ...origin, what: 'other', message: text.slice(0, 400)}]}
}

/** An entry about memory or a crash; `raw` is the whole row, which may count repetitions. */
export const readImlEntry = (text: string, raw: string, origin: RecordOrigin): ImlReading | undefined =>
  readProtection(text, origin) ?? readMemory(text, raw, origin) ?? readRest(text, origin)
