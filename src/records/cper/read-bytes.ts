import type {ParseNotice} from '../../logs/parse-notice.js'
import type {DialectOutput} from '../define-dialect.js'
import type {CperRecord, EvidenceLine} from '../hardware-error-record.js'
import {recordTruncated} from '../record-notices.js'
import {recordHeader} from './container.js'
import {type Container, containerAt, type Found} from './find-sections.js'
import {guidText} from './guid.js'
import {SECTION_GUIDS} from './section-types.js'
import {isRecord} from './sniff.js'

/** Whose records they are called. */
export interface BytesOrigin {
  readonly dialect: string
  /** Index into the run's inputs. */
  readonly input: number
}

const SEVERITIES: readonly NonNullable<CperRecord['blockSeverity']>[] = [
  'recoverable',
  'fatal',
  'corrected',
  'informational',
]

const severityOf = (number: bigint): NonNullable<CperRecord['blockSeverity']> => SEVERITIES[Number(number)] ?? 'unknown'

const FLAGS: readonly string[] = [
  'primary',
  'containment warning',
  'reset',
  'threshold exceeded',
  'resource not accessible',
  'latent error',
  'propagated',
  'overflow',
]

const flagsOf = (flags: bigint): readonly string[] => FLAGS.filter((_, bit) => ((flags >> BigInt(bit)) & 1n) === 1n)

const hex = (bytes: Uint8Array): string => [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')

/** Text up to the first zero byte; undefined when none of it can be read. */
const textOf = (bytes: Uint8Array | undefined): string | undefined => {
  const end = bytes?.indexOf(0) ?? -1
  const text = new TextDecoder('latin1').decode(end < 0 ? bytes : bytes?.subarray(0, end)).trim()
  return text === '' ? undefined : text
}

/** Bytes kept of one section: the longest described ones, their register arrays included, are far shorter. */
const MOST_BYTES = 16_384

/** Bytes quoted as proof. */
const QUOTED_BYTES = 48

const evidenceAt = (bytes: Uint8Array, {at}: Found, line: number, input: number): readonly EvidenceLine[] => [
  {position: {input, line, byteOffset: at}, text: `bytes ${hex(bytes.subarray(at, at + QUOTED_BYTES))}`},
]

const compose = (
  bytes: Uint8Array,
  container: Container,
  found: Found,
  line: number,
  origin: BytesOrigin,
): CperRecord => {
  const {severity, reporter, previousBoot, time, fields} = container
  const {guid, at, length, flags} = found
  const fruText = textOf(found.fruText)
  const words = flagsOf(flags)
  return {
    kind: 'cper',
    dialect: origin.dialect,
    envelope: {id: 'cper', time},
    evidence: evidenceAt(bytes, found, line, origin.input),
    ...(at + length > bytes.length ? {partial: true} : {}),
    reporter,
    blockSeverity: severityOf(severity),
    sectionSeverity: severityOf(found.severity),
    sectionType: SECTION_GUIDS[guid] ?? 'unknown',
    sectionGuid: guid,
    bytes: hex(bytes.subarray(at, at + Math.min(length, MOST_BYTES))),
    ...(fruText === undefined ? {} : {fruText}),
    ...(found.fruId === undefined ? {} : {fruId: guidText(found.fruId)}),
    ...(words.length === 0 ? {} : {flags: words}),
    ...(previousBoot ? {previousBoot} : {}),
    ...(Object.keys(fields).length === 0 ? {} : {fields}),
  }
}

/** Where the next record begins, byte by byte: dumps of stores have gaps between records. */
const nextRecord = (bytes: Uint8Array, from: number): number => {
  for (let at = from; at + recordHeader.size <= bytes.length; at++)
    if (bytes[at] === 0x43 && isRecord(bytes, at)) return at
  return -1
}

/**
 * Records of a buffer that holds platform error records one behind the other, or one boot error region: a record for
 * each section, its bytes not yet interpreted. Never throws; what is cut or lies outside becomes a notice.
 */
export function readCperBytes(bytes: Uint8Array, origin: BytesOrigin): DialectOutput {
  const records: CperRecord[] = []
  const notices: ParseNotice[] = []
  for (let at = 0; at >= 0 && at < bytes.length; ) {
    const container = containerAt(bytes, at)
    if (container === undefined) {
      at = nextRecord(bytes, at + 1)
      continue
    }
    for (const found of container.sections) {
      const record = compose(bytes, container, found, records.length + 1, origin)
      records.push(record)
      if (record.partial) notices.push(recordTruncated(`a ${record.sectionType} section`, record.evidence))
    }
    at = Math.max(container.end, at + 1)
  }
  return {records, notices}
}
