import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {explainRegisters} from '../../../src/errors/explain-registers.js'
import amdStatus from '../../../src/errors/registers/amd-mci-status.js'
import {cpus} from '../_built-ins.js'

const FAMILY = {k8: 0xf5a, f10: 0x100f80, f11: 0x200f31, f12: 0x300f10, f14: 0x500f20, f15: 0x600f20, f16: 0x700f01}

interface Signature {
  readonly cpu: keyof typeof FAMILY
  readonly bank: number
  readonly code: number
  readonly extended: number
  readonly says?: RegExp
}

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
const SIGNATURES: readonly Signature[] = [
  {cpu: 'k8', bank: 0, code: 0x0015, extended: 0, says: /L1.*parity/},
  {cpu: 'k8', bank: 0, code: 0x0016, extended: 1, says: /L2.*several/},
  {cpu: 'k8', bank: 0, code: 0x0015, extended: 2, says: /locked/},
  {cpu: 'k8', bank: 0, code: 0x0833, extended: 0, says: /came from the system/},
  {cpu: 'f10', bank: 0, code: 0x0833, extended: 0},
  {cpu: 'f10', bank: 0, code: 0x0105, extended: 0, says: /scrub/},
  {cpu: 'f12', bank: 0, code: 0x0105, extended: 0, says: /generic access/},
  {cpu: 'f10', bank: 0, code: 0x0136, extended: 0, says: /L2/},
  {cpu: 'f14', bank: 0, code: 0x0135, extended: 0, says: /load/},
  {cpu: 'f14', bank: 0, code: 0x0145, extended: 0, says: /store/},
  {cpu: 'f14', bank: 0, code: 0x0175, extended: 0, says: /written back/},
  {cpu: 'f16', bank: 0, code: 0x0185, extended: 0, says: /snoop/},
  {cpu: 'f16', bank: 0, code: 0x0813, extended: 0, says: /TLB reload/},
  {cpu: 'f16', bank: 0, code: 0x0136, extended: 0},
  {cpu: 'f15', bank: 0, code: 0x0135, extended: 0x12, says: /load queue/},
  {cpu: 'f15', bank: 0, code: 0x0135, extended: 0x11, says: /store queue/},
  {cpu: 'f15', bank: 0, code: 0x0135, extended: 5},
  {cpu: 'f15', bank: 0, code: 0x0833, extended: 2, says: /internal error condition 2/},
  {cpu: 'f15', bank: 0, code: 0x0400, extended: 3, says: /assertion/},
  {cpu: 'k8', bank: 1, code: 0x0151, extended: 0, says: /fetch/},
  {cpu: 'f10', bank: 1, code: 0x0152, extended: 0, says: /L2/},
  {cpu: 'f14', bank: 1, code: 0x0171, extended: 2, says: /patch/},
  {cpu: 'f15', bank: 1, code: 0x0151, extended: 0x0d, says: /valid bit/},
  {cpu: 'f15', bank: 1, code: 0x0151, extended: 0x0c},
  {cpu: 'f15', bank: 1, code: 0x0151, extended: 0x15, says: /dispatch/},
  {cpu: 'f10', bank: 1, code: 0x0853, extended: 0, says: /northbridge/},
  {cpu: 'f10', bank: 2, code: 0x0136, extended: 2, says: /L2 tag.*data read/},
  {cpu: 'f10', bank: 2, code: 0x0176, extended: 0, says: /written back/},
  {cpu: 'f10', bank: 2, code: 0x0116, extended: 0, says: /L2/},
  {cpu: 'f10', bank: 2, code: 0x0136, extended: 0},
  {cpu: 'f15', bank: 2, code: 0x0136, extended: 0x10, says: /L2 tag ECC/},
  {cpu: 'f15', bank: 2, code: 0x0136, extended: 0x0c, says: /victim/},
  {cpu: 'f15', bank: 2, code: 0x0016, extended: 1, says: /poison/},
  {cpu: 'f15', bank: 2, code: 0x0833, extended: 3},
  {cpu: 'f16', bank: 2, code: 0x0116, extended: 4, says: /input/},
  {cpu: 'f16', bank: 2, code: 0x0136, extended: 0x0a, says: /L2 tag ECC/},
  {cpu: 'f16', bank: 2, code: 0x0136, extended: 0x1b, says: /L2 data ECC/},
  {cpu: 'f16', bank: 2, code: 0x0136, extended: 0x1f, says: /attribute/},
  {cpu: 'f16', bank: 2, code: 0x0136, extended: 0x0c},
  {cpu: 'f10', bank: 3, code: 0x0833, extended: 0, says: /data read/},
  {cpu: 'f15', bank: 3, code: 0x0833, extended: 0},
  {cpu: 'f10', bank: 5, code: 0x0800, extended: 0, says: /watchdog/},
  {cpu: 'k8', bank: 5, code: 0x0800, extended: 0},
  {cpu: 'f15', bank: 5, code: 0x0800, extended: 0x0d, says: /retire status/},
  {cpu: 'f15', bank: 6, code: 0x0800, extended: 4, says: /scheduler/},
  {cpu: 'f15', bank: 6, code: 0x0800, extended: 6},
  {cpu: 'f10', bank: 4, code: 0x0a13, extended: 8, says: /DRAM ECC/},
  {cpu: 'f11', bank: 4, code: 0x0a13, extended: 8},
  {cpu: 'f10', bank: 4, code: 0x001b, extended: 0x0f, says: /aperture/},
  {cpu: 'f10', bank: 4, code: 0x0a0f, extended: 0x0f, says: /exclusion/},
  {cpu: 'f10', bank: 4, code: 0x0a13, extended: 0x19},
  {cpu: 'f16', bank: 4, code: 0x0a13, extended: 0x19, says: /compute unit/},
  {cpu: 'f10', bank: 4, code: 0x017b, extended: 0x1f, says: /probe filter/},
  {cpu: 'f10', bank: 4, code: 0x0a13, extended: 0x12},
]

describe('codes of the families before scalable MCA', () => {
  test.each(SIGNATURES)('$cpu bank $bank code $code extended $extended', ({cpu, bank, code, extended, says}) => {
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
