import {writeTime} from '../logs/write-time.js'
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

/**
 * Who said it, when and where. A wall clock of the line wins; a record's own UTC stamp (`unixSeconds`) is used when the
 * line has none. `id` stays empty and `bootIndex` 0 until the errors of a run are gathered.
 */
export function describeOrigin({dialect, envelope, evidence}: RecordOrigin, unixSeconds?: number): OriginFields {
  const {time, host = ''} = envelope
  const own = unixSeconds === undefined || unixSeconds === 0 ? undefined : unixSeconds * 1000
  const ofLine = writeTime(time.epochMs, time.basis)
  const stamp = ofLine ?? writeTime(own, 'zoned')
  const epochMs = ofLine === undefined ? own : time.epochMs
  const timeBasis = ofLine !== undefined || stamp === undefined ? time.basis : 'zoned'
  const fields: Draft<OriginFields> = {
    id: '',
    host,
    timeBasis,
    bootIndex: 0,
    reporters: [dialect],
    positions: evidence.map(line => line.position),
    evidence,
  }
  if (epochMs !== undefined && stamp !== undefined) {
    fields.epochMs = epochMs
    fields.time = stamp
  }
  if (time.uptimeSeconds !== undefined) fields.uptimeSeconds = time.uptimeSeconds
  return fields
}
