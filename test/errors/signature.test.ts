import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {SMCA_TYPES} from '../../src/errors/banks/_smca-types.js'
import {explainRegisters} from '../../src/errors/explain-registers.js'
import {parseCpu} from '../../src/errors/parse-cpu.js'
import mcaIpid from '../../src/errors/registers/mca-ipid.js'
import {cpuidFromParts, cpuModelOf, signatureFromCpuid, VENDOR_BY_INDEX} from '../../src/errors/signature.js'
import {cpus} from './_built-ins.js'

describe('a CPUID signature', () => {
  test.each([
    [0x50654, 'intel', 6, 0x55, 4, 'intel-skylake-sp'],
    [0x50650, 'intel', 6, 0x55, 0, 'intel-skylake-sp'],
    [0x50657, 'intel', 6, 0x55, 7, 'intel-cascadelake-sp'],
    [0x5065b, 'intel', 6, 0x55, 11, 'intel-cooperlake-sp'],
    [0x606a0, 'intel', 6, 0x6a, 0, 'intel-icelake-sp'],
    [0x806f8, 'intel', 6, 0x8f, 8, 'intel-sapphire-rapids'],
    [0xc06f2, 'intel', 6, 0xcf, 2, 'intel-emerald-rapids'],
    [0x406f1, 'intel', 6, 0x4f, 1, 'intel-broadwell-ep'],
    [0x306e7, 'intel', 6, 0x3e, 7, 'intel-ivybridge-ep'],
    [0x830f10, 'amd', 0x17, 0x31, 0, 'amd-family-17h'],
    [0xa20f10, 'amd', 0x19, 0x21, 0, 'amd-family-19h'],
    [0x600f20, 'amd', 0x15, 0x02, 0, 'amd-family-15h'],
    [0x906ed, 'intel', 6, 0x9e, 13, 'intel-kabylake'],
    [0x400f10, 'intel', 19, 1, 0, 'intel-diamond-rapids'],
    [0xc0671, 'intel', 6, 0xc7, 1, undefined],
    [0x50654, 'zhaoxin', 6, 0x55, 4, undefined],
  ] as const)('0x%s %s', (eax, vendor, family, model, stepping, id) => {
    const signature = signatureFromCpuid(eax, vendor)
    expect(signature).toEqual({vendor, signature: eax, family, model, stepping})
    expect(cpuModelOf(signature, cpus)?.id).toBe(id)
  })
  test('is made again from its parts', () => {
    const families = fc.constantFrom(6, 15, 0x17, 0x19)
    fc.assert(
      fc.property(
        families,
        fc.integer({min: 0, max: 255}),
        fc.integer({min: 0, max: 15}),
        (family, model, stepping) => {
          expect(signatureFromCpuid(cpuidFromParts(family, model, stepping), 'unknown')).toMatchObject({
            family,
            model,
            stepping,
          })
        },
      ),
    )
  })
  test('is read as people write it', () => {
    expect(parseCpu('0x50654')).toMatchObject({vendor: 'intel', model: 0x55})
    expect(parseCpu('830f10')).toMatchObject({vendor: 'amd', family: 0x17})
    expect(parseCpu('amd:0x100f80')).toMatchObject({vendor: 'amd', family: 0x10})
    expect(parseCpu('pentium')).toBeUndefined()
  })
})

describe('bank types of scalable MCA', () => {
  test.each(SMCA_TYPES)('$name is known by its IPID', ({name, hardwareId, mcaType, codes}) => {
    const ipid = mcaIpid.write({HardwareID: BigInt(hardwareId), McaType: BigInt(mcaType)})
    const {modelSpecific, mirrorEvidence} = explainRegisters(
      {vendor: 'amd', registers: {status: 0x9820000000000000n, ipid}},
      cpus,
    )
    expect(modelSpecific).toMatchObject({bankType: name, extendedCode: 0})
    expect(modelSpecific?.meaning).toBe(codes[0])
    expect(mirrorEvidence).toBe('not-reported')
  })
  test('no block and type are listed twice', () => {
    const keys = SMCA_TYPES.map(({hardwareId, mcaType}) => `${hardwareId}/${mcaType}`)
    expect(new Set(keys).size).toBe(keys.length)
  })
})

test('Zhaoxin has extended models in family 7, under either of its vendors', () => {
  expect(signatureFromCpuid(0x307b1, 'zhaoxin')).toMatchObject({family: 7, model: 0x3b, stepping: 1})
  expect(VENDOR_BY_INDEX[5]).toBe(VENDOR_BY_INDEX[10])
})
