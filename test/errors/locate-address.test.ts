import {describe, expect, test} from 'vitest'
import {bytesOfMask, locateIntel, locateSmca} from '../../src/errors/locate-address.js'

const VALID = 0x8c00000000000091n
const at = (misc: bigint, status = VALID) => locateIntel({status, addr: 0x12345678n, misc}).address

describe('an Intel address', () => {
  test.each([
    [0x86n, 64, 'system'],
    [0x8cn, 4096, 'system'],
    [0x95n, 2 ** 21, 'system'],
    [0x9en, 2 ** 30, 'system'],
    [0xbfn, 2 ** 63, 'system'],
    [0x80n, 1, 'system'],
    [0x46n, 64, 'linear'],
    [0x06n, 64, 'unknown'],
    [0xc6n, 64, 'unknown'],
    [0x140n, 1, 'unknown'],
  ])('MISC 0x%s', (misc, granularityBytes, kind) => {
    expect(at(misc)).toEqual({value: 0x12345678n, granularityBytes, kind})
  })
  test('needs ADDRV', () => expect(at(0x86n, VALID & ~(1n << 58n))).toBeUndefined())
  test('without MISCV is of unknown space and width, and says so', () => {
    const {address, remarks} = locateIntel({status: VALID & ~(1n << 59n), addr: 0x1000n, misc: 0x86n})
    expect(address).toEqual({value: 0x1000n, granularityBytes: 64, kind: 'unknown'})
    expect(remarks).toHaveLength(1)
  })
  test('is not there when ADDR was not logged', () =>
    expect(locateIntel({status: VALID, misc: 0x86n}).address).toBeUndefined())
})

describe('an AMD address (PPR, MCA_ADDR)', () => {
  test('family 17h keeps the width in its own top bits', () => {
    const {address} = locateSmca(
      {status: 0x9c00000000000000n, addr: (12n << 56n) | 0x1000n},
      {kind: 'normalized'},
      0x17,
    )
    expect(address).toEqual({value: 0x1000n, granularityBytes: 4096, kind: 'normalized'})
  })
  test('family 19h keeps it in STATUS', () => {
    const {address} = locateSmca({status: 0x9c00000006000000n, addr: 0x1000n}, {kind: 'system'}, 0x19)
    expect(address).toEqual({value: 0x1000n, granularityBytes: 64, kind: 'system'})
  })
})

describe('a CPER mask', () => {
  test.each([
    [0xffffffffffffffc0n, 64],
    [0xfffffffffffff000n, 4096],
    [0xffffffffffe00000n, 2 ** 21],
    [0xffffffffffffffffn, 1],
    [0n, 64],
    [undefined, 64],
  ])('%s', (mask, expected) => expect(bytesOfMask(mask)).toBe(expected))
})
