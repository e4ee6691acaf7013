import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {decodeError} from '../../src/errors/decode-error.js'
import {cpus, machineCheck} from './_built-ins.js'

const CE = 0x8800000000000080n
const evidence = (signature: number, bank: number, misc: bigint | undefined, status = CE) =>
  decodeError(machineCheck({bank, status, signature, vendorIndex: 0, ...(misc === undefined ? {} : {misc})}), {}, cpus)
    ?.mirrorEvidence

describe('the public mirror vectors (mcelog, tests of broadwell_epex.c and skylake_xeon.c)', () => {
  test.each([
    [0x406f0, 7, 0x20000000000n, 'failover'],
    [0x406f0, 7, 0x40000000000n, 'scrubbed'],
    [0x50650, 7, 0x8000000000000000n, 'failover'],
    [0x50650, 7, 0x4000000000000000n, 'scrubbed'],
  ])('0x%s bank %s', (signature, bank, misc, expected) => expect(evidence(signature, bank, misc)).toBe(expected))
})

describe('what is no mirror evidence', () => {
  test.each([
    ['Skylake’s bits in a channel bank', 0x50650, 13, 0x8000000000000000n],
    ['Skylake’s second bit in a channel bank', 0x50650, 13, 0x4000000000000000n],
    ['Ice Lake bank 13, bit 63: transient', 0x606a6, 13, 0x8000000000000000n],
    ['Ice Lake bank 13, bit 62: ECC mode', 0x606a6, 13, 0x4000000000000000n],
    ['Skylake’s values on Broadwell', 0x406f0, 7, 0x8000000000000000n],
    ['Broadwell’s values on Skylake', 0x50650, 7, 0x20000000000n],
    ['Broadwell’s second value on Skylake', 0x50650, 7, 0x40000000000n],
    ['a core bank', 0x50654, 1, 0xc000000000000000n],
  ])('%s', (_, signature, bank, misc) => expect(['none', 'not-reported']).toContain(evidence(signature, bank, misc)))

  test('MISC without MISCV', () => {
    expect(evidence(0x50650, 7, 0x8000000000000000n, 0x8000000000000080n)).toBe('not-reported')
  })
  test('MISCV without a logged MISC', () => expect(evidence(0x50650, 7, undefined)).toBe('not-reported'))
  test('a code that is not about memory', () => {
    expect(evidence(0x50650, 7, 0x8000000000000000n, 0x8800000000000405n)).toBe('not-reported')
  })
  test('a register that holds no error', () => {
    expect(evidence(0x50650, 7, 0x8000000000000000n, 0x0800000000000080n)).toBe('not-reported')
  })
})

describe('the rest of the table', () => {
  test('both bits are a failover', () => expect(evidence(0x50657, 8, 0xc000000000000000n)).toBe('failover'))
  test('bits above 2^53 are not lost', () => expect(evidence(0x50654, 7, 0x8000000000000001n)).toBe('failover'))
  test('an uncorrected record shows the bit, and says that nothing was absorbed', () => {
    const record = machineCheck({
      bank: 7,
      status: 0xac00000000000080n,
      misc: 1n << 63n,
      signature: 0x50654,
      vendorIndex: 0,
    })
    const error = decodeError(record, {}, cpus)
    expect(error).toMatchObject({mirrorEvidence: 'failover', severity: 'ucna'})
    expect(error?.remarks?.join()).toMatch(/did not absorb/)
  })
  test('Sapphire Rapids: a set bit 62 in the M2M bank is not decoded, never "not mirrored"', () => {
    expect(evidence(0x806f8, 12, 0x4000000000000086n)).toBe('undecoded')
    expect(evidence(0x806f8, 14, 0x86n)).toBe('undecoded')
  })
  test('Granite Rapids, of which nothing is contributed: undecoded for memory codes alone', () => {
    expect(evidence(0xa06d0, 13, 0x86n)).toBe('undecoded')
    expect(evidence(0xa06d0, 13, 0x86n, 0x8800000000000405n)).toBe('not-reported')
  })
  test('client parts have no mirror to report', () => expect(evidence(0x906ed, 7, 0x86n)).toBe('not-reported'))

  test('no MISC value makes another bank than an M2M or home agent claim a failover', () => {
    const banks = fc.constantFrom(...[0, 1, 2, 3, 4, 5, 6, 9, 10, 11, 13, 14, 15, 16, 17, 18, 19])
    fc.assert(
      fc.property(
        fc.constantFrom(0x50654, 0x50657, 0x406f1),
        banks,
        fc.bigInt(0n, (1n << 64n) - 1n),
        (sig, bank, misc) => {
          const found = evidence(sig, bank, misc)
          return found !== 'failover' && found !== 'scrubbed'
        },
      ),
    )
  })
})
