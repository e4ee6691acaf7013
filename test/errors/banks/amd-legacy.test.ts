import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {explainRegisters} from '../../../src/errors/explain-registers.js'
import amdStatus from '../../../src/errors/registers/amd-mci-status.js'
import {cpus} from '../_built-ins.js'

const FAMILY = {k8: 0xf5a, f10: 0x100f80, f11: 0x200f31, f12: 0x300f10, f14: 0x500f20, f15: 0x600f20, f16: 0x700f01}

const read = (signature: number, bank: number, errorCode: number, extended: number, more: bigint = 0n) =>
  explainRegisters(
    {
      vendor: 'amd',
      signature,
      registers: {
        bank,
        status: amdStatus.write({Val: 1n, ErrorCodeExt: BigInt(extended), ErrorCode: BigInt(errorCode)}) | more,
      },
    },
    cpus,
  )

const meaning = (...of: Parameters<typeof read>): string | undefined => read(...of).modelSpecific?.meaning

/** Signatures as linux drivers/edac/mce_amd.c tells them apart: CPU, bank, error code, extended code, words. */
const SIGNATURES: readonly (readonly [
  cpu: keyof typeof FAMILY,
  bank: number,
  code: number,
  ext: number,
  says?: RegExp,
])[] = [
  ['k8', 0, 0x0015, 0, /L1.*parity/],
  ['k8', 0, 0x0016, 1, /L2.*several/],
  ['k8', 0, 0x0015, 2, /locked/],
  ['k8', 0, 0x0833, 0, /came from the system/],
  ['f10', 0, 0x0833, 0],
  ['f10', 0, 0x0105, 0, /scrub/],
  ['f12', 0, 0x0105, 0, /generic access/],
  ['f10', 0, 0x0136, 0, /L2/],
  ['f14', 0, 0x0135, 0, /load/],
  ['f14', 0, 0x0145, 0, /store/],
  ['f14', 0, 0x0175, 0, /written back/],
  ['f16', 0, 0x0185, 0, /snoop/],
  ['f16', 0, 0x0813, 0, /TLB reload/],
  ['f16', 0, 0x0136, 0],
  ['f15', 0, 0x0135, 0x12, /load queue/],
  ['f15', 0, 0x0135, 0x11, /store queue/],
  ['f15', 0, 0x0135, 5],
  ['f15', 0, 0x0833, 2, /internal error condition 2/],
  ['f15', 0, 0x0400, 3, /assertion/],
  ['k8', 1, 0x0151, 0, /fetch/],
  ['f10', 1, 0x0152, 0, /L2/],
  ['f14', 1, 0x0171, 2, /patch/],
  ['f15', 1, 0x0151, 0x0d, /valid bit/],
  ['f15', 1, 0x0151, 0x0c],
  ['f15', 1, 0x0151, 0x15, /dispatch/],
  ['f10', 1, 0x0853, 0, /northbridge/],
  ['f10', 2, 0x0136, 2, /L2 tag.*data read/],
  ['f10', 2, 0x0176, 0, /written back/],
  ['f10', 2, 0x0116, 0, /L2/],
  ['f10', 2, 0x0136, 0],
  ['f15', 2, 0x0136, 0x10, /L2 tag ECC/],
  ['f15', 2, 0x0136, 0x0c, /victim/],
  ['f15', 2, 0x0016, 1, /poison/],
  ['f15', 2, 0x0833, 3],
  ['f16', 2, 0x0116, 4, /input/],
  ['f16', 2, 0x0136, 0x0a, /L2 tag ECC/],
  ['f16', 2, 0x0136, 0x1b, /L2 data ECC/],
  ['f16', 2, 0x0136, 0x1f, /attribute/],
  ['f16', 2, 0x0136, 0x0c],
  ['f10', 3, 0x0833, 0, /data read/],
  ['f15', 3, 0x0833, 0],
  ['f10', 5, 0x0800, 0, /watchdog/],
  ['k8', 5, 0x0800, 0],
  ['f15', 5, 0x0800, 0x0d, /retire status/],
  ['f15', 6, 0x0800, 4, /scheduler/],
  ['f15', 6, 0x0800, 6],
  ['f10', 4, 0x0a13, 8, /DRAM ECC/],
  ['f11', 4, 0x0a13, 8],
  ['f10', 4, 0x001b, 0x0f, /aperture/],
  ['f10', 4, 0x0a0f, 0x0f, /exclusion/],
  ['f10', 4, 0x0a13, 0x19],
  ['f16', 4, 0x0a13, 0x19, /compute unit/],
  ['f10', 4, 0x017b, 0x1f, /probe filter/],
  ['f10', 4, 0x0a13, 0x12],
]

describe('codes of the families before scalable MCA', () => {
  test.each(SIGNATURES)('%s bank %i code %i extended %i', (cpu, bank, code, extended, says) => {
    const found = meaning(FAMILY[cpu], bank, code, extended)
    if (says === undefined) expect(found).toBeUndefined()
    else expect(found).toMatch(says)
  })
  test('a code that the family lacks is said to be none of its codes', () =>
    expect(read(FAMILY.f10, 0, 0x0833, 0).remarks).toContain('the family defines no such code for this bank'))
  test('extended codes have the width of their family', () => {
    expect(read(FAMILY.f10, 0, 0x0135, 0x1f).modelSpecific?.extendedCode).toBe(0xf)
    expect(read(FAMILY.f15, 0, 0x0135, 0x1f).modelSpecific?.extendedCode).toBe(0x1f)
  })
  test('banks have the names of their family', () => {
    const name = (cpu: keyof typeof FAMILY, bank: number) => read(FAMILY[cpu], bank, 0, 0).modelSpecific?.bankType
    expect([0, 1, 2, 3, 4, 5, 6].map(bank => name('f10', bank))).toEqual(['DC', 'IC', 'BU', 'LS', 'NB', 'FR', 'FP'])
    expect([0, 1, 2, 3, 4, 5, 6].map(bank => name('f15', bank))).toEqual(['DC', 'IC', 'CU', 'LS', 'NB', 'EX', 'FP'])
  })
  // Opteron, chipkill: 0x9c414000a0080813 has its syndrome in bits 54:47 and 31:24.
  test('a DRAM error of the northbridge shows its syndrome', () => {
    const {modelSpecific} = explainRegisters(
      {vendor: 'amd', signature: FAMILY.f10, registers: {bank: 4, status: 0x9c414000a0080813n, addr: 0xf075a7410n}},
      cpus,
    )
    expect(modelSpecific?.messages).toEqual(['ECC syndrome 0xa082'])
  })
  test('any registers give an answer', () => {
    const word = fc.bigInt(0n, (1n << 64n) - 1n)
    fc.assert(
      fc.property(word, fc.nat(7), fc.constantFrom(...Object.values(FAMILY)), (status, bank, signature) => {
        const error = explainRegisters({vendor: 'amd', signature, registers: {bank, status}}, cpus)
        return error.modelSpecific?.meaning !== ''
      }),
    )
  })
})
