import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {builtIns} from '../../../src/built-ins.js'
import mcgStatus from '../../../src/errors/registers/ia32-mcg-status.js'
import mciStatus from '../../../src/errors/registers/ia32-mci-status.js'
import mcaIpid from '../../../src/errors/registers/mca-ipid.js'

describe.each(builtIns.registers)('$id', ({id, value}) => {
  const register = value
  const raws = fc.bigInt(0n, (1n << BigInt(register.width)) - 1n)
  // The tables differ in their field names; the property is the same for all.
  const rewrite = (raw: bigint): bigint =>
    register.list(raw).reduce((sum, {low, value: field}) => sum | (field << BigInt(low)), 0n)

  test('is named for its file', () => expect(register.id).toBe(id))
  test('writes what it read', () => {
    fc.assert(fc.property(raws, raw => rewrite(raw) === raw))
    fc.assert(fc.property(raws, raw => writeBack(register, raw) === raw))
  })
  test('takes any 64-bit value', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, (1n << 64n) - 1n), raw => register.residue(raw) >= 0n && register.list(raw).length > 0),
    )
  })
  test('explains every row and cites a document', () => {
    for (const row of register.list(0n)) expect(row.meaning.length).toBeGreaterThan(2)
    expect(register.source).toMatch(/Intel|AMD|Linux|Arm/)
  })
})

type AnyRegister = (typeof builtIns.registers)[number]['value']
const writeBack = (register: AnyRegister, raw: bigint): bigint => {
  const write: (values: Readonly<Record<string, bigint>>) => bigint = register.write
  return write(register.read(raw))
}

describe('known values', () => {
  test('a scrub error of Skylake-SP, SDM figure 16-6', () => {
    expect(mciStatus.read(0xfd001dc0001000c1n)).toMatchObject({
      VAL: 1n,
      OVER: 1n,
      UC: 1n,
      EN: 1n,
      MISCV: 1n,
      ADDRV: 1n,
      PCC: 0n,
      S: 1n,
      AR: 0n,
      CORRECTED_COUNT: 0x77n,
      MSCOD: 0x10n,
      MCACOD: 0xc1n,
    })
  })
  test('fixtures can be written by name', () => {
    expect(mciStatus.write({VAL: 1n, UC: 1n, EN: 1n, MISCV: 1n, ADDRV: 1n, S: 1n, AR: 1n, MCACOD: 0x134n})).toBe(
      0xbd80000000000134n,
    )
  })
  test('MCG_STATUS 0xf is restartable, tied to the error, in progress and local', () => {
    expect(mcgStatus.read(0xfn)).toMatchObject({RIPV: 1n, EIPV: 1n, MCIP: 1n, LMCES: 1n, SEAM_NR: 0n})
  })
  test('IPID of the third channel of a memory controller on the second node', () => {
    expect(mcaIpid.read(0x0000109600250f00n)).toEqual({
      McaType: 0n,
      InstanceIdHi: 1n,
      HardwareID: 0x96n,
      InstanceId: 0x00250f00n,
    })
  })
})
