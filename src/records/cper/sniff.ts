import {dataEntry, recordHeader, statusBlock} from './container.js'
import {guidText} from './guid.js'
import {SECTION_GUIDS} from './section-types.js'

/** `CPER`, little-endian. */
const SIGNATURE = 0x52455043n
const SIGNATURE_END = 0xffffffffn
/** True when a record begins at the offset. */
export const isRecord = (bytes: Uint8Array, at = 0): boolean =>
  recordHeader.number(bytes, 'SIGNATURE_START', at) === SIGNATURE &&
  recordHeader.number(bytes, 'SIGNATURE_END', at) === SIGNATURE_END

/** Ten bits of a block's status count its entries. */
const MOST_ENTRIES = 1023n

/** Severities are numbered 0 to 3. */
const SEVERITIES = 4n

/** Entries of a status block, by its own count. */
export const entriesOf = (bytes: Uint8Array, at: number): number =>
  Number(((statusBlock.number(bytes, 'BLOCK_STATUS', at) ?? 0n) >> 4n) & MOST_ENTRIES)

/** True when a status block with at least one section of a known type begins at the offset. */
export function isStatusBlock(bytes: Uint8Array, at = 0): boolean {
  const entry = at + statusBlock.size
  const type = dataEntry.slice(bytes, 'SECTION_TYPE', entry)
  if (type === undefined || !Object.hasOwn(SECTION_GUIDS, guidText(type))) return false
  const severity = statusBlock.number(bytes, 'ERROR_SEVERITY', at) ?? 99n
  return severity < SEVERITIES && entriesOf(bytes, at) > 0
}
