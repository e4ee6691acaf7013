import type {RecordOrigin} from '../records/hardware-error-record.js'
import type {Draft} from './draft.js'
import type {MemoryError} from './memory-error.js'

/** Fields of a `MemoryError` that its record's origin gives, whatever kind of record it is. */
export type OriginFields = Pick<
  MemoryError,
  | 'id'
  | 'host'
  | 'time'
  | 'timeBasis'
  | 'epochMs'
  | 'uptimeSeconds'
  | 'bootIndex'
  | 'reporters'
  | 'positions'
  | 'evidence'
>

/** RFC 3339 of a moment; without an offset when the zone is not known. */
function stamp(epochMs: number, zoned: boolean): string {
  const text = new Date(epochMs).toISOString().replace('.000Z', 'Z')
  return zoned ? text : text.slice(0, -1)
}

/** Milliseconds that `Date` can hold: ±8.64e15. */
const isDate = (epochMs: number): boolean => Number.isFinite(epochMs) && Math.abs(epochMs) <= 8.64e15

/**
 * Who said it, when and where. A wall clock of the line wins; a record's own UTC stamp (`unixSeconds`) is used when the
 * line has none. `id` stays empty and `bootIndex` 0 until the errors of a run are gathered.
 */
export function describeOrigin({dialect, envelope, evidence}: RecordOrigin, unixSeconds?: number): OriginFields {
  const {time, host = ''} = envelope
  const ofLine = time.epochMs !== undefined && isDate(time.epochMs)
  const ofRecord = unixSeconds === undefined || unixSeconds === 0 ? undefined : unixSeconds * 1000
  const epochMs = ofLine ? time.epochMs : ofRecord !== undefined && isDate(ofRecord) ? ofRecord : undefined
  const timeBasis = ofLine || epochMs === undefined ? time.basis : 'zoned'
  const fields: Draft<OriginFields> = {
    id: '',
    host,
    timeBasis,
    bootIndex: 0,
    reporters: [dialect],
    positions: evidence.map(line => line.position),
    evidence,
  }
  if (epochMs !== undefined) {
    fields.epochMs = epochMs
    fields.time = stamp(epochMs, timeBasis === 'zoned')
  }
  if (time.uptimeSeconds !== undefined) fields.uptimeSeconds = time.uptimeSeconds
  return fields
}
