import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {decodeError, isSyntheticGhes, signatureFromCpuid} from '../../src/errors/decode-error.js'
import type {MemoryError} from '../../src/errors/memory-error.js'
import type {HardwareErrorRecord, RecordOrigin} from '../../src/records/hardware-error-record.js'
import {cpus, machineCheck} from './_built-ins.js'

const position = {input: 0, line: 17, byteOffset: 1203}
const origin: RecordOrigin = {
  dialect: 'test',
  envelope: {id: 'bare', time: {basis: 'local', epochMs: 1_700_000_000_000, uptimeSeconds: 12.5}, host: 'db7'},
  evidence: [{position, text: 'a line'}],
}
const decode = (record: HardwareErrorRecord, machine = {}): MemoryError => {
  const error = decodeError(record, machine, cpus)
  if (error === undefined) throw new Error('no error')
  return error
}
const skylake = {signature: signatureFromCpuid(0x50654, 'intel')}

describe('where and when', () => {
  test('the line’s clock, host, proof', () => {
    const error = decode({...machineCheck({status: 0x8c00004000000091n}), ...origin})
    expect(error).toMatchObject({
      id: '',
      host: 'db7',
      time: '2023-11-14T22:13:20',
      timeBasis: 'local',
      epochMs: 1_700_000_000_000,
      uptimeSeconds: 12.5,
      bootIndex: 0,
      reporters: ['test'],
      positions: [position],
    })
  })
  test('the record’s own UTC stamp where the line has no wall clock', () => {
    const error = decode(machineCheck({status: 0x8c00004000000091n, unixTime: 1_778_625_764}))
    expect(error).toMatchObject({time: '2026-05-12T22:42:44Z', timeBasis: 'zoned'})
  })
  test('no clock at all', () => {
    const error = decode(machineCheck({status: 0x8c00004000000091n}))
    expect(error.timeBasis).toBe('none')
    expect(error).not.toHaveProperty('time')
  })
})

describe('a machine check', () => {
  // [73.72] mce: [Hardware Error]: CPU 2: Machine Check Exception: 7 Bank 1: bd80000000000134, kernel 6.1
  const srar = machineCheck({
    cpu: 2,
    bank: 1,
    status: 0xbd80000000000134n,
    mcgstatus: 7n,
    addr: 0x498881c0n,
    misc: 0x86n,
    cs: 0x33,
    ip: 0x401b5bn,
    vendorIndex: 0,
    signature: 0x50654,
    socket: 1,
    apic: 2,
    microcode: 1,
    exception: true,
  })
  test('has registers, flags, code, place and the grade of its kernel', () => {
    expect(decode(srar, {kernel: '6.1.0-56-amd64'})).toMatchObject({
      severity: 'srar',
      basis: 'registers',
      unit: 'cache',
      cpuModel: 'intel-skylake-sp',
      registers: {cpu: 2, bank: 1, status: 0xbd80000000000134n, cs: 0x33n, microcode: 1n, socket: 1, apic: 2},
      flags: {valid: true, uncorrected: true, signaled: true, actionRequired: true, mcg: ['RIPV', 'EIPV', 'MCIP']},
      mca: {code: '0x0134', kind: 'cache', request: 'DRD'},
      address: {value: 0x498881c0n, granularityBytes: 64, kind: 'system'},
      kernelGrade: [{kernel: '6.1', grade: 'AR', reason: 'Action required: data load error in a user process'}],
      exception: true,
      mirrorEvidence: 'not-reported',
    })
  })
  test('shows several grades when the kernel is unknown and they differ, one when they agree', () => {
    const {kernelGrade} = decode(srar)
    expect(kernelGrade?.map(({grade}) => grade)).toContain('UC')
    expect(kernelGrade?.length).toBeGreaterThan(1)
    const fatal = decode({...srar, status: 0xbf80000000000134n})
    expect(fatal.kernelGrade).toEqual([
      {kernel: '6.12', grade: 'PANIC', reason: 'Processor context corrupt', action: 'panics: the machine goes down'},
    ])
  })
  test('is not graded for polled records by kernels that graded in the handler alone', () => {
    const polled = {...srar, status: 0x9c00004000000091n, mcgstatus: 0n, exception: false}
    expect(decode(polled, {kernel: '2.6.32'})).not.toHaveProperty('kernelGrade')
    expect(decode(polled).kernelGrade).toEqual([
      {kernel: '6.12', grade: 'KEEP', reason: 'Non signaled machine check', action: 'logs it'},
    ])
  })
  test('takes the CPU of the boot where the record names none', () => {
    const {signature: _, vendorIndex: __, ...bare} = srar
    expect(decode(bare, skylake).cpuModel).toBe('intel-skylake-sp')
    expect(decode(bare)).not.toHaveProperty('cpuModel')
  })
  test('without STATUS is unknown, and says what is missing', () => {
    const error = decode(machineCheck({cpu: 7, bank: 0, mcgstatus: 5n}))
    expect(error).toMatchObject({severity: 'unknown', basis: 'reporter', unit: 'unknown'})
    expect(error.remarks?.join()).toMatch(/STATUS/)
  })
  test('a northbridge ECC error of a CPU nobody named is AMD’s, by its ECC bits', () => {
    // CPU 1: Machine Check Exception: 4 Bank 4: f600200137080813, an Opteron without a PROCESSOR line
    const error = decode(
      machineCheck({cpu: 1, bank: 4, status: 0xf600200137080813n, mcgstatus: 4n, addr: 0x180ef4b40n}),
    )
    expect(error).toMatchObject({severity: 'fatal', unit: 'dram', modelSpecific: {bankType: 'NB', extendedCode: 8}})
    expect(decode(machineCheck({bank: 3, status: 0xb40000000000083bn}))).toMatchObject({
      unit: 'io',
      severity: 'uncorrected',
    })
  })
  test('a record that was cut says so', () => {
    expect(decode({...srar, partial: true}).remarks?.join()).toMatch(/cut/)
  })
  test('thermal events are no errors', () => {
    expect(decode(machineCheck({bank: 128, status: 0x88010000n}))).toMatchObject({
      severity: 'informational',
      unit: 'thermal',
    })
  })
  test('reserved bits are reported', () => {
    const error = decode(
      machineCheck({bank: 0, status: 0x9c20c0000000011bn, ipid: 0x9600150f00n, signature: 0x830f10, vendorIndex: 2}),
    )
    expect(error.residue).toEqual({status: '0x800000000000'})
  })
})

describe('prose beside or instead of registers', () => {
  test('registers win and the disagreement is told', () => {
    const error = decode(machineCheck({bank: 1, status: 0xbf80000000000134n, prose: {severity: 'corrected'}}))
    expect(error.severity).toBe('fatal')
    expect(error.remarks?.join()).toMatch(/reporter says 'corrected', the registers say 'fatal'/)
  })
  test('a coarser word is no disagreement', () => {
    const error = decode(
      machineCheck({
        bank: 1,
        status: 0xbf80000000000134n,
        vendorIndex: 0,
        signature: 0x50654,
        prose: {severity: 'uncorrected'},
      }),
    )
    expect(error).not.toHaveProperty('remarks')
  })
  test('prose alone is the reporter’s word', () => {
    const error = decode(
      machineCheck({prose: {severity: 'uncorrected', unit: 'MEMORY CONTROLLER', mirror: 'failover'}}),
    )
    expect(error).toMatchObject({severity: 'uncorrected', unit: 'dram', basis: 'reporter', mirrorEvidence: 'failover'})
  })
})

describe('records the kernel makes from firmware records', () => {
  // mce: [Hardware Error]: CPU 2: Machine Check: 0 Bank 255: bc0000000000009f / ADDR be35040 MISC 8c
  test.each([
    [0x9c0000000000009fn, 0x8cn, 'corrected'],
    [0xbc0000000000009fn, 0x8cn, 'uncorrected'],
    [0xbe0000000000009fn, 0x8cn, 'fatal'],
    [0x940000000000009fn, undefined, 'corrected'],
  ])('%s', (status, misc, severity) => {
    const record = machineCheck({
      bank: 255,
      status,
      addr: 0xbe35040n,
      signature: 0x50654,
      vendorIndex: 0,
      ...(misc === undefined ? {} : {misc}),
    })
    expect(isSyntheticGhes(record)).toBe(true)
    expect(decode(record)).toMatchObject({
      severity,
      basis: 'reporter',
      unit: 'dram',
      address: {value: 0xbe35040n, kind: 'system', granularityBytes: misc === undefined ? 64 : 4096},
      remarks: [expect.stringMatching(/firmware/)],
    })
  })
  test('bank 1 of old kernels too, but no real record of bank 1', () => {
    expect(isSyntheticGhes({bank: 1, status: 0x940000000000009fn})).toBe(true)
    expect(isSyntheticGhes({bank: 1, status: 0xbd80000000000134n})).toBe(false)
    expect(isSyntheticGhes({bank: 13, status: 0x940000000000009fn})).toBe(false)
    expect(isSyntheticGhes({bank: 1, status: 0x9c0000400000009fn})).toBe(false)
  })
})

describe('EDAC', () => {
  const edac = {
    ...origin,
    kind: 'edac',
    controller: 2,
    word: 'UE',
    count: 1,
    location: {label: 'CPU_SrcID#0_MC#2_Chan#1_DIMM#0', channel: 1},
  } as const
  test('an uncorrected line with codes', () => {
    const record = {
      ...edac,
      message: 'memory read error',
      address: 0x3eb1f7c80n,
      grain: 32,
      modelCode: 0x0101,
      mcaCode: 0x0091,
      overflow: true,
    }
    expect(decode(record, skylake)).toMatchObject({
      severity: 'uncorrected',
      basis: 'registers',
      unit: 'dram',
      mca: {code: '0x0091', transaction: 'read', channel: 1},
      modelSpecific: {code: '0x0101'},
      address: {value: 0x3eb1f7c80n, granularityBytes: 32, kind: 'system'},
      occurrences: {count: 1, exact: false},
      dram: {label: 'CPU_SrcID#0_MC#2_Chan#1_DIMM#0'},
      mirrorEvidence: 'not-reported',
    })
  })
  test('a corrected line without codes is the driver’s word; no address stays no address', () => {
    const error = decode({...edac, word: 'CE', count: 6})
    expect(error).toMatchObject({
      severity: 'corrected',
      basis: 'reporter',
      unit: 'dram',
      occurrences: {count: 6, exact: false},
    })
    expect(error).not.toHaveProperty('address')
  })
  test('wires are the controller’s', () => {
    expect(decode({...edac, message: 'addr/cmd error'}).unit).toBe('memory-controller')
    expect(decode({...edac, mcaCode: 0x00b1, modelCode: 0x0200}).unit).toBe('memory-controller')
  })
  test('the second copy of a mirror, where the model has such codes', () => {
    const icelake = {signature: signatureFromCpuid(0x606a6, 'intel')}
    const record = {...edac, word: 'CE', modelCode: 0x1080, mcaCode: 0x0090} as const
    expect(decode(record, icelake).mirrorEvidence).toBe('secondary')
    expect(decode(record, skylake).mirrorEvidence).toBe('not-reported')
  })
  test('a device of its own that is no memory', () => {
    const unit = (name: string, block: string) => decode({...edac, device: {name, instance: name, block}}).unit
    expect(unit('xgene-l3', 'l3c0')).toBe('cache')
    expect(unit('cpu0', 'L2')).toBe('cache')
    expect(unit('xgene-soc', 'xgene-soc')).toBe('unknown')
    expect(unit('dram0', 'block0')).toBe('dram')
  })
  test('a broken mirror', () => expect(decode({...edac, message: 'mirror Broken'}).mirrorEvidence).toBe('broken'))
  test('two channels in the mask hint at a mirrored set', () => {
    expect(decode({...edac, channelMask: 5}).remarks?.join()).toMatch(/mirrored set/)
    expect(decode({...edac, channelMask: 4})).not.toHaveProperty('remarks')
  })
  test('the patrol-scrub code that Skylake-SP prints as corrected', () => {
    expect(decode({...edac, word: 'CE', modelCode: 0x0010, mcaCode: 0x00c1}, skylake).severity).toBe('ucna')
  })
})

describe('CPER', () => {
  const cper = {...origin, kind: 'cper', reporter: 'ghes', sectionType: 'memory'} as const
  test('a recoverable multi-bit error', () => {
    const record = {
      ...cper,
      blockSeverity: 'recoverable',
      sectionSeverity: 'recoverable',
      memoryErrorType: 3,
      address: 0xbe35040n,
      addressMask: 0xfffffffffffff000n,
      fruText: 'DIMM C1',
      location: {row: 119},
    } as const
    expect(decode(record)).toMatchObject({
      severity: 'uncorrected',
      basis: 'reporter',
      unit: 'dram',
      modelSpecific: {messages: ['multi-bit ECC error']},
      address: {value: 0xbe35040n, granularityBytes: 4096, kind: 'system'},
      dram: {label: 'DIMM C1', row: 119},
      mirrorEvidence: 'not-reported',
    })
  })
  test('type 11 is a broken mirror', () => {
    expect(decode({...cper, sectionSeverity: 'corrected', memoryErrorType: 11})).toMatchObject({
      mirrorEvidence: 'broken',
      severity: 'corrected',
    })
  })
  test.each([
    ['pcie', 'io'],
    ['firmware', 'firmware'],
    ['cxl', 'cxl'],
    ['unknown', 'unknown'],
    ['processor-ia', 'core'],
  ] as const)('a %s section is of unit %s', (sectionType, unit) => {
    expect(decode({...cper, sectionType, blockSeverity: 'fatal'})).toMatchObject({unit, severity: 'fatal'})
  })
  test('a record of the boot before says so', () => {
    expect(decode({...cper, blockSeverity: 'fatal', previousBoot: true}).remarks?.join()).toMatch(/boot before/)
  })
})

describe('memory-failure lines', () => {
  const page = {...origin, kind: 'memory-failure', address: 0x49888000n, granularityBytes: 4096} as const
  test('a page is an error of unknown class', () => {
    expect(decode({...page, action: 'recovery', pageType: 'dirty LRU page', result: 'recovered'})).toMatchObject({
      severity: 'unknown',
      basis: 'reporter',
      unit: 'dram',
      address: {value: 0x49888000n, granularityBytes: 4096, kind: 'page-frame'},
    })
  })
  test('a stated class is taken', () => {
    expect(decode({...page, action: 'note', statedClass: 'srao'}).severity).toBe('srao')
  })
  test('user access means consumption', () => {
    expect(decode({...page, action: 'user-access', address: 0x498881c0n, granularityBytes: 1})).toMatchObject({
      severity: 'srar',
      address: {value: 0x498881c0n, granularityBytes: 64, kind: 'system'},
    })
  })
  test.each(['injection', 'unpoison', 'outside-kernel-control', 'note', 'not-recovered'] as const)(
    '%s alone is no error',
    action => {
      expect(decodeError({...page, action}, {}, cpus)).toBeUndefined()
    },
  )
  test('a line without an address is no error of its own', () => {
    expect(decodeError({...origin, kind: 'memory-failure', action: 'kill'}, {}, cpus)).toBeUndefined()
  })
})

test('panics and context are no errors', () => {
  expect(decodeError({...origin, kind: 'panic', what: 'panic', message: 'x', cause: 'other'}, {}, cpus)).toBeUndefined()
  expect(decodeError({...origin, kind: 'context', what: 'thermal', message: 'x'}, {}, cpus)).toBeUndefined()
})

test('no register values make it throw', () => {
  const raw = fc.bigInt(0n, (1n << 64n) - 1n)
  const signature = fc.constantFrom(
    0,
    0x50654,
    0x606a6,
    0x806f8,
    0x406f1,
    0x106a5,
    0x830f10,
    0xa10f11,
    0x600f20,
    0xa06d0,
    0xffffffff,
  )
  const records = fc.record({
    status: raw,
    misc: raw,
    addr: raw,
    mcgstatus: raw,
    mcgcap: raw,
    ipid: raw,
    synd: raw,
    signature,
    bank: fc.integer({min: 0, max: 300}),
    vendorIndex: fc.integer({min: 0, max: 11}),
    cs: fc.integer({min: 0, max: 0xffff}),
  })
  fc.assert(
    fc.property(records, fields => {
      const error = decodeError(machineCheck(fields), {}, cpus)
      return error !== undefined && Number.isFinite(error.address?.granularityBytes ?? 1)
    }),
    {numRuns: 2000},
  )
})
