const hex = (bytes: Uint8Array): string => [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')

/** A GUID as text, from its 16 bytes: the first three parts little-endian (UEFI 2.10, appendix A). */
export function guidText(bytes: Uint8Array): string {
  const little = (from: number, to: number): string => hex(bytes.subarray(from, to).toReversed())
  return [little(0, 4), little(4, 6), little(6, 8), hex(bytes.slice(8, 10)), hex(bytes.slice(10, 16))].join('-')
}
