import type {LogLine} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {locationNamedIn} from '../dimm-name.js'
import {quoteLines} from '../evidence-line.js'
import type {RecordOrigin, ReportedError} from '../hardware-error-record.js'
import type {PlatformFact, PlatformFactBody} from '../platform-fact.js'
import {joinBelow, type WrappedText, wrapText} from '../wrapped-text.js'

// Memory Mirroring Mode: Enabled
// DIMM_A1 mapped out due to uncorrectable memory error
// 232-Memory Mirroring could not be enabled

const ID = 'bios-post'

type MirrorState = Omit<Extract<PlatformFactBody, {readonly fact: 'firmware-mirror'}>, 'kind' | 'fact' | 'text'>

const MIRROR =
  '(?:memory mirror(?:ing)?|mirror(?:ed|ing)? (?:memory )?mode|mirrored memory|address range mirror(?:ing)?|partial mirror(?:ing)?|full mirror(?:ing)?)'

/** States of mirroring at start-up, in the words of set-ups and their messages; failures before successes. */
const STATES: readonly (readonly [RegExp, MirrorState['state']])[] = [
  [
    new RegExp(
      `\\b${MIRROR}\\b.{0,60}\\b(?:fail(?:ed|ure)|could not be enabled|cannot be enabled|not possible|not supported|not support it|invalid)`,
      'i',
    ),
    'failed',
  ],
  [new RegExp(`\\b(?:unable|failed) to (?:enable|configure|honor) ${MIRROR}\\b`, 'i'), 'failed'],
  [new RegExp(`\\b${MIRROR}\\b.{0,40}\\b(?:degraded|redundancy lost|failover)\\b`, 'i'), 'degraded'],
  [
    new RegExp(`\\b${MIRROR}\\b[^.]{0,24}?[:=.\\s]\\s*(?:is |has been )?(?:disabled|off|inactive|not active)\\b`, 'i'),
    'disabled',
  ],
  [
    new RegExp(`\\b${MIRROR}\\b[^.]{0,24}?[:=.\\s]\\s*(?:is |has been )?(?:enabled|on|active|engaged)\\b`, 'i'),
    'enabled',
  ],
  [
    /\bmemory (?:RAS |operating |system )?mode\s*[:=]\s*(?:full |memory )?mirror(?:ing|ed)?(?: channel)?(?: mode)?\.?$/i,
    'enabled',
  ],
  [/\bmemory configuration\s*[:=]\s*(?:fully )?mirrored\b/i, 'enabled'],
]

const modeIn = (text: string): Pick<MirrorState, 'mode'> => {
  if (/\bpartial mirror|address range/i.test(text)) return {mode: 'address-range'}
  return /\bfull mirror/i.test(text) ? {mode: 'full'} : {}
}

/** Kernel and driver messages have their own dialects; a sentence of a manual or a mail is no message. */
const FOREIGN =
  /^\[ *\d|\||^"|^[{[]|": ?"|\bEDAC\b|\befi:|\bkernelcore|[?]|\b(?:should|would|please|patch|if you|whether|can be|if|when|unless|by default|will|must|you|enabling|disabling|feature)\b/i

const OUT_OF_USE = /\b(?:mapp(?:ed|ing) out|map-?out|(?<!logging )disabled|deconfigured|not used|excluded|isolated)\b/i

const MODULE = /\b(?:DIMM(?!e)|memory module\b|memory device\b|rank\b)/i

/** Memory tests and earlier errors that firmware reports before it starts an operating system. */
const ERRORS: readonly (readonly [RegExp, ReportedError['severity']])[] = [
  [
    /\buncorrect(?:able|ed) (?:memory |ECC )?error\b.{0,80}\b(?:DIMM|memory)|\b(?:DIMM|memory).{0,80}\buncorrect(?:able|ed) (?:memory |ECC )?error\b/i,
    'uncorrected',
  ],
  [/\b(?:memory|DIMM).{0,60}\b(?:multi-?bit ECC error)\b/i, 'uncorrected'],
  [/^(?:\(runtime\) ?)?Failing DIMM\b.*\(Uncorrectable memory component found\)/i, 'uncorrected'],
  [/^(?:\(runtime\) ?)?Failing DIMM\b.*\(Correctable memory component found\)/i, 'corrected'],
  [/^MEMORY ERROR DIMM\b/i, 'unknown'],
  [/^UEFI0107: .*\bmemory errors?\b/i, 'unknown'],
  [/\bcorrectable (?:memory |ECC )?error (?:threshold|limit) (?:exceeded|reached)\b/i, 'corrected'],
]

/** Messages of set-up have a number, a tag or a name in front. */
const NUMBERED =
  /^(?:(?:Error|Warning|POST(?: Error)?|UEFI\d{4}|MEM\d{4}|BIOS|WARNING|ERROR|Alert|\(?[0-9A-F]{2,4}\)?|\d{3,4}(?:-[A-Z]\d?)?)\s*[-:!]|(?:UEFI|MEM)\d{4}\b)/

/** Words that only start-up screens print. */
const FAILING = /^(?:\(runtime\) ?)?Failing DIMM: |^MEMORY ERROR DIMM /

interface Reading {
  readonly facts: readonly PlatformFact[]
  readonly records: readonly ReportedError[]
}

const EMPTY: Reading = {facts: [], records: []}

const readMirror = (text: string, origin: RecordOrigin): Reading | undefined => {
  const state = STATES.find(([pattern]) => pattern.test(text))?.[1]
  if (state === undefined) return undefined
  return {...EMPTY, facts: [{...origin, kind: 'fact', fact: 'firmware-mirror', state, ...modeIn(text), text}]}
}

const readDisabled = (text: string, origin: RecordOrigin): Reading | undefined => {
  if (!OUT_OF_USE.test(text) || !MODULE.test(text)) return undefined
  const label = locationNamedIn(text)?.label
  if (label === undefined && !NUMBERED.test(text)) return undefined
  return {
    ...EMPTY,
    facts: [{...origin, kind: 'fact', fact: 'dimm-disabled', ...(label === undefined ? {} : {label}), text}],
  }
}

const readError = (text: string, origin: RecordOrigin): Reading | undefined => {
  const severity = ERRORS.find(([pattern]) => pattern.test(text))?.[1]
  const location = locationNamedIn(text)
  const isOwn = NUMBERED.test(text) || FAILING.test(text) || (location !== undefined && OUT_OF_USE.test(text))
  if (severity === undefined || !isOwn) return undefined
  const record: ReportedError = {
    kind: 'reported',
    ...origin,
    reporter: 'firmware',
    severity,
    unit: 'dram',
    message: text,
    ...(location === undefined ? {} : {location}),
    previousBoot: true,
  }
  return {...EMPTY, records: [record]}
}

/** Start-up text stands alone on its line: a syslog program said nothing of it. */
const isConsole = ({envelope}: LogLine): boolean =>
  envelope.program === undefined && envelope.time.uptimeSeconds === undefined

const KEY = 'failing'

/** `Failing DIMM: DIMM location. (…)` without its module, which the screen prints on the next line. */
const lacksModule = (text: string): boolean => FAILING.test(text) && locationNamedIn(text) === undefined

const readLine = (line: LogLine, open: OpenFrames<WrappedText>): DialectOutput | undefined => {
  const waiting = open.read(KEY)
  open.drop(KEY)
  const joined =
    waiting && locationNamedIn(line.text)?.label === line.text.trim() ? joinBelow(waiting, line) : undefined
  if (joined) return readText(joined.text, line, joined.lines)
  const text = line.text.trim()
  const before = waiting && readText(waiting.text, waiting.lines[0], waiting.lines)
  if (lacksModule(text) && !line.unterminated) {
    open.write(KEY, wrapText(line, text))
    return before ?? {}
  }
  const own = readText(text, line, [line])
  if (!before) return own
  return {
    records: [...(before.records ?? []), ...(own?.records ?? [])],
    facts: [...(before.facts ?? []), ...(own?.facts ?? [])],
  }
}

const readText = (text: string, line: LogLine, lines: readonly LogLine[]): DialectOutput | undefined => {
  if (!isConsole(line) || text.length > 200 || FOREIGN.test(text)) return undefined
  const origin: RecordOrigin = {dialect: ID, envelope: line.envelope, evidence: lines.flatMap(quoteLines)}
  const found = [readError(text, origin), readDisabled(text, origin) ?? readMirror(text, origin)].filter(
    reading => reading !== undefined,
  )
  if (found.length === 0) return undefined
  return {records: found.flatMap(({records}) => records), facts: found.flatMap(({facts}) => facts)}
}

/** What BIOS or UEFI firmware prints on a console before it starts an operating system. */
export default defineDialect<WrappedText>({
  id: ID,
  title: 'BIOS and UEFI start-up messages',
  literals: [
    'emory Mirror',
    'emory mirror',
    'irrored Memory',
    'irror Mode',
    'irror mode',
    'irroring',
    'Partial Mirror',
    'Full Mirror',
    'apped out',
    'mapped-out',
    'ap-out',
    'DIMM',
    'emory RAS Mode',
    'emory Mode',
    'Mirrored',
    'UEFI0107',
    'MEMORY ERROR',
    'emory Operating Mode',
    'orrectable memory error',
    'orrectable Memory Error',
    'orrectable ECC error',
  ],
  samples: [
    'Memory Mirroring Mode: Enabled',
    '232-Memory Mirroring could not be enabled',
    'UEFI0107: DIMM_A1 mapped out due to uncorrectable memory error',
    'Memory RAS Mode: Full Mirror',
  ],
  read: readLine,
  close: waiting => readText(waiting.text, waiting.lines[0], waiting.lines) ?? {},
})
