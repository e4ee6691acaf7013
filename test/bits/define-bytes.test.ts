import {describe, expect, test} from 'vitest'
import {bytes, defineBytes, reservedBytes, u8, u16, u32, u64} from '../../src/bits/define-bytes.js'

const layout = defineBytes({
  id: 'example-bytes',
  name: 'Example structure',
  size: 20,
  source: 'A specification, section 1, revision 2',
  validBy: 'VALID',
  fields: {
    VALID: u32(0, 'which fields exist'),
    NODE: u16(4, 'node', {validBit: 0}),
    RANK: u8(6, 'rank', {validBit: 1}),
    RESERVED: reservedBytes(7, 1),
    ADDRESS: u64(8, 'address', {validBit: 2}),
    TAG: bytes(16, 4, 'tag', {validBit: 3}),
  },
})

describe('a byte layout', () => {
  const buffer = layout.write({
    VALID: 0b1101n,
    NODE: 0x0102n,
    RANK: 7n,
    ADDRESS: 0x1122334455667788n,
    TAG: Uint8Array.of(1, 2, 3, 4),
  })
  test('is little-endian', () => {
    expect([...buffer.subarray(4, 6)]).toEqual([2, 1])
    expect(layout.number(buffer, 'ADDRESS')).toBe(0x1122334455667788n)
  })
  test('lets the validation bits decide what exists', () => {
    expect(layout.number(buffer, 'NODE')).toBe(0x0102n)
    expect(layout.number(buffer, 'RANK')).toBeUndefined()
    expect(layout.slice(buffer, 'TAG')).toEqual(Uint8Array.of(1, 2, 3, 4))
  })
  test('reads at an offset and refuses to read past the end', () => {
    const longer = new Uint8Array(30)
    longer.set(buffer, 10)
    expect(layout.number(longer, 'NODE', 10)).toBe(0x0102n)
    expect(layout.number(longer, 'NODE', 11)).toBeUndefined()
    expect(layout.fits(longer, 11)).toBe(false)
  })
  test('does not load with a gap, an overlap or without a source', () => {
    const wrong =
      (fields: Parameters<typeof defineBytes>[0]['fields'], source = 'S, 1') =>
      () =>
        defineBytes({id: 'wrong-bytes', name: 'W', size: 4, source, fields})
    expect(wrong({A: u8(0, 'a'), B: u16(2, 'b')})).toThrow(/wrong-bytes: no row covers byte 1/)
    expect(wrong({A: u32(0, 'a'), B: u16(2, 'b')})).toThrow(/row B overlaps row A at byte 2/)
    expect(wrong({A: u32(1, 'a')})).toThrow(/row A does not fit into 4 bytes/)
    expect(wrong({A: u32(0, 'a')}, '')).toThrow(/'source' is empty/)
  })
})
