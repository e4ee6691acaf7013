import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {banksOf} from '../../../src/errors/cper/msr-banks.js'
import {explainRegisters} from '../../../src/errors/explain-registers.js'
import smcaStatus from '../../../src/errors/registers/amd-smca-mca-status.js'
import mcaIpid from '../../../src/errors/registers/mca-ipid.js'
import mcaMisc0 from '../../../src/errors/registers/mca-misc0.js'
import mcaSynd from '../../../src/errors/registers/mca-synd.js'
import {cpus} from '../_built-ins.js'

/** Linux arch/x86/kernel/cpu/mce/amd.c, smca_hwid_mcatypes, with the bank types added in 2026: hardware id, type, name; RESERVED besides. */
const KNOWN =
  `2e 0 CS, 2e 2 CS_V2, 164 0 DACC_BE, 157 0 DACC_FE, b0 3 DE, 1e0 0 EDDR5CMN, b0 5 EX, b0 6 FP, 241 0 GMI_PCS,
269 0 GMI_PHY, b0 1 IF, b0 2 L2, b0 7 L3, b0 0 LS, b0 10 LS_V2, 2e 4 MA_LLC, 1 2 MP5, ff 2 MPART, fd 0 MPASP,
fd 1 MPASP_V2, be 0 MPDACC, 1 3 MPDMA, f9 0 MPM, 12 0 MPRAS, 6c 0 NBIF, 18 0 NBIO, 5 0 PB, 46 0 PCIE, 46 1 PCIE_V2,
1e1 0 PCIE_PL, 2e 1 PIE, ff 0 PSP, ff 1 PSP_V2, a8 0 SATA, 80 0 SHUB, 1 0 SMU, 1 1 SMU_V2, 5c 0 SSBDCI, 96 0 UMC,
96 1 UMC_V2, aa 0 USB, 180 0 USR_CP, 170 0 USR_DP, 267 0 WAFL_PHY, 50 0 XGMI_PCS, 259 0 XGMI_PHY`
    .split(/,\s+/)
    .map(row => row.split(' '))

const ipidOf = (hardwareId: string, mcaType: string, high = 0n, instance = 0n): bigint =>
  mcaIpid.write({
    HardwareID: BigInt(`0x${hardwareId}`),
    McaType: BigInt(`0x${mcaType}`),
    InstanceIdHi: high,
    InstanceId: instance,
  })

const explain = (signature: number, extended: number, ipid: bigint, more: object = {}) =>
  explainRegisters(
    {
      vendor: 'amd',
      signature,
      registers: {
        bank: 9,
        status: smcaStatus.write({
          Val: 1n,
          AddrV: 1n,
          SyndV: 1n,
          CECC: 1n,
          ErrorCodeExt: BigInt(extended),
          ErrorCode: 0x11bn,
        }),
        ipid,
        ...more,
      },
    },
    cpus,
  )

const MILAN = 0xa00f11
const GENOA = 0xa10f11
const MI300 = 0xa90f01
const TURIN = 0xb00f21

describe('every bank type that kernels know', () => {
  test('there are 46 of them', () => expect(new Set(KNOWN.map(([, , name]) => name)).size).toBe(46))
  test.each(KNOWN)('%s %s is %s', (hardwareId = '', mcaType = '', name = '') => {
    const units = Array.from({length: 64}, (_, extended) => explain(TURIN, extended, ipidOf(hardwareId, mcaType)))
    for (const [extended, {modelSpecific, unit, remarks}] of units.entries()) {
      expect(modelSpecific).toMatchObject({bankType: name, extendedCode: extended})
      expect(modelSpecific?.meaning).not.toBe('')
      expect(unit).not.toBe('unknown')
      expect(remarks?.join(' ') ?? '').not.toMatch(/names no known/)
    }
  })
  test('types of bank that nobody knows are said to be unknown', () => {
    const error = explain(TURIN, 0, ipidOf('7b', '9'))
    expect(error).toMatchObject({unit: 'unknown', modelSpecific: {extendedCode: 0}})
    expect(error.modelSpecific?.bankType).toBeUndefined()
    expect(error.remarks).toContain('MCA_IPID 0x9007b00000000 names no known bank type: the unit is not known')
  })
  test('any registers give an answer', () => {
    const word = fc.bigInt(0n, (1n << 64n) - 1n)
    fc.assert(
      fc.property(word, word, word, word, fc.nat(0xffffff), (status, ipid, synd, addr, signature) => {
        const registers = {bank: 3, status, ipid, synd, addr}
        return explainRegisters({vendor: 'amd', signature, registers}, cpus).mirrorEvidence === 'not-reported'
      }),
    )
  })
})

describe('codes that models number anew', () => {
  const station = ipidOf('2e', '2')
  test('coherent stations from Genoa on, erratum 1384', () => {
    expect(explain(MILAN, 9, station).modelSpecific?.meaning).toBe('probe filter protocol error')
    expect(explain(GENOA, 9, station).modelSpecific?.meaning).toBe('read response with an unexpected retry')
    expect(explain(0xb40f40, 12, station).modelSpecific?.meaning).toBe('probe filter protocol error')
    expect(explain(TURIN, 12, station).modelSpecific?.meaning).toBe('counter overflow')
  })
  test('memory controllers of MI300', () => {
    expect(explain(MI300, 13, ipidOf('96', '0')).modelSpecific?.meaning).toBe('controller firmware error')
    expect(explain(GENOA, 13, ipidOf('96', '0')).modelSpecific?.meaning).toBeUndefined()
  })
  test('graphics codes of the management unit', () => {
    expect(explain(MI300, 62, ipidOf('1', '1')).modelSpecific?.meaning).toBe('poison seen by a graphics part')
    expect(explain(MI300, 60, ipidOf('1', '1')).modelSpecific?.meaning).toBeUndefined()
  })
})

describe('places in memory', () => {
  test('a processor names channel, chip select, stacked chip and symbol', () => {
    const synd = mcaSynd.write({ChipSelect: 5n, UmcChipId: 2n, UmcSymbol: 0x11n})
    expect(explain(GENOA, 0, ipidOf('96', '0', 0n, 0xb50f00n), {synd})).toMatchObject({
      unit: 'dram',
      dram: {channel: 11, chipSelect: 5},
      modelSpecific: {messages: ['chip id 2 of a stacked module', 'corrected symbol 17']},
    })
  })
  test('other codes of the controller name the channel only', () => {
    const error = explain(GENOA, 4, ipidOf('96', '0', 0n, 0x350f00n), {synd: 3n})
    expect(error.unit).toBe('memory-controller')
    expect(error.dram).toEqual({channel: 3})
  })
  // Linux amd64_edac.c, gpu_get_err_info: UMC1 CH[7:4] = 0x0035[3:0]000.
  test('an accelerator has eight channels to a controller', () => {
    const error = explain(MILAN, 0, ipidOf('96', '1', 9n, 0x352000n))
    expect(error.dram).toEqual({imc: 1, channel: 6, chipSelect: 1})
    expect(error.modelSpecific?.messages).toEqual(['accelerator node 9'])
    expect(error.remarks).toContain(
      'contested: chip select is 1 (rasdaemon: the controller) or 2 (Linux amd64_edac: MCA_IPID 15:12)',
    )
  })
  test('MI300 gives row, bank and column in place of an address', () => {
    const addr = (2n << 26n) | (1n << 25n) | (0x1234n << 10n) | (0xbn << 6n) | (0x15n << 1n)
    const error = explain(MI300, 0, ipidOf('96', '0', 8n, 0x693000n), {addr})
    expect(error.dram).toEqual({imc: 3, channel: 3, chipSelect: 3, bank: 0xb, row: 0x1234, column: 0x15})
    expect(error.modelSpecific?.messages).toEqual(['die 2', 'pseudo-channel 1, stack 2'])
  })
})

describe('addresses and counters', () => {
  const at = (signature: number, status: bigint, addr: bigint) =>
    explainRegisters({vendor: 'amd', signature, registers: {bank: 17, status, addr, ipid: 0x9600050f00n}}, cpus).address
  const status = smcaStatus.write({Val: 1n, AddrV: 1n, ErrorCode: 0x11bn})
  // Linux mce/internal.h, smca_extract_err_addr(): bits 56:LSB with the width in STATUS, 55:LSB with it in ADDR.
  test('the width is a field of ADDR, from family 19h on of STATUS', () => {
    expect(at(0x830f10, status, 0x0600000012345678n)).toEqual({
      value: 0x12345640n,
      granularityBytes: 64,
      kind: 'normalized',
    })
    expect(at(MILAN, status | smcaStatus.write({AddrLsb: 12n}), 0xff00000012345678n)).toEqual({
      value: 0x0100000012345000n,
      granularityBytes: 4096,
      kind: 'normalized',
    })
  })
  test('a TLB tells no address of memory', () => {
    const tlb = smcaStatus.write({Val: 1n, AddrV: 1n, ErrorCodeExt: 9n, ErrorCode: 0x15n})
    const error = explainRegisters(
      {vendor: 'amd', signature: MILAN, registers: {bank: 0, status: tlb, addr: 0x7f00n, ipid: ipidOf('b0', '10')}},
      cpus,
    )
    expect(error).toMatchObject({unit: 'tlb', address: {kind: 'unknown'}})
  })
  test('a counter at its threshold is told', () => {
    const full = smcaStatus.write({Val: 1n, MiscV: 1n, CECC: 1n, ErrorCode: 0x11bn})
    const read = (misc: bigint) =>
      explainRegisters({vendor: 'amd', signature: MILAN, registers: {bank: 17, status: full, misc}}, cpus).remarks
    const told = 'the bank’s counter of corrected errors has reached its threshold'
    expect(read(mcaMisc0.write({Valid: 1n, Ovrflw: 1n}))).toContain(told)
    expect(read(mcaMisc0.write({Valid: 1n, ErrCnt: 0xfffn}))).not.toContain(told)
  })
})

test('a deferred error is read from registers of its own when the bank holds no other', () => {
  const deferred = smcaStatus.write({Val: 1n, AddrV: 1n, Deferred: 1n, ErrorCode: 0x11bn})
  const msrs = (status: bigint) => [
    {first: 0xc0002111, values: [status, 0x1000n, 0n, 0n, 0x9600050f00n, 0n, 0n, deferred, 0x2000n]},
  ]
  expect(banksOf(msrs(0n))).toEqual([{bank: 17, status: deferred, addr: 0x2000n, ipid: 0x9600050f00n}])
  const other = smcaStatus.write({Val: 1n, AddrV: 1n, CECC: 1n})
  expect(banksOf(msrs(other))).toEqual([{bank: 17, status: other, addr: 0x1000n, ipid: 0x9600050f00n}])
})
