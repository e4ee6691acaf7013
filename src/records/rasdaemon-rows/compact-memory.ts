import type {CperRecord, DramLocation} from '../hardware-error-record.js'

/** What the compact form of a memory section says. */
export type CompactMemory = Partial<Pick<CperRecord, 'location' | 'fields'>>

/** Bytes of the structure without its last byte, which later kernels added. */
const SHORTEST = 54

type Place = Exclude<keyof DramLocation, 'label'>

/** Numbers of 16 bits: offset, bit of the validation field, name, and the place where it names one. */
const NUMBERS: readonly (readonly [at: number, validBit: number, name: string, place?: Place])[] = [
  [8, 3, 'node'],
  [10, 4, 'card'],
  [12, 5, 'module'],
  [14, 6, 'bank', 'bank'],
  [16, 7, 'device', 'device'],
  [18, 8, 'row', 'row'],
  [20, 9, 'column', 'column'],
  [22, 10, 'bit_position'],
  [48, 15, 'rank', 'rank'],
  [50, 16, 'mem_array_handle'],
  [52, 17, 'mem_dev_handle'],
]

/**
 * A memory section as the kernel's trace event packs it (Linux, include/linux/cper.h, `struct cper_mem_err_compact`:
 * validation bits of UEFI 2.10, table N.31, then the numbers). Node, card and module are the firmware's own count.
 */
export const readCompactMemory = (bytes: Uint8Array | undefined): CompactMemory => {
  if (bytes === undefined || bytes.length < SHORTEST) return {}
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const valid = view.getUint32(0, true)
  const location: {-readonly [Name in Place]?: number} = {}
  const fields: Record<string, string> = {}
  for (const [at, validBit, name, place] of NUMBERS) {
    if ((valid & (1 << validBit)) === 0) continue
    const value = view.getUint16(at, true)
    if (place === undefined) fields[name] = String(value)
    else location[place] = value
  }
  return {
    ...(Object.keys(location).length === 0 ? {} : {location}),
    ...(Object.keys(fields).length === 0 ? {} : {fields}),
  }
}
