import {describe, expect, test} from 'vitest'
import {classifySeverity} from '../../src/errors/classify-severity.js'
import type {KnownFeatures} from '../../src/errors/cpu-features.js'
import {decodeError} from '../../src/errors/decode-error.js'
import mciStatus from '../../src/errors/registers/ia32-mci-status.js'
import {cpus, machineCheck} from './_built-ins.js'

const SKX = 0x50654
const severity = (status: bigint, signature = SKX, vendorIndex = 0, rest = {}) =>
  decodeError(machineCheck({bank: 1, status, signature, vendorIndex, mcgstatus: 0n, ...rest}), {}, cpus)?.severity

describe('Intel with software error recovery (SDM vol. 3B, 16.6.2, table 16-6)', () => {
  test.each([
    ['VAL=0', 0n, 'informational'],
    ['VAL=0 with UC=1', 0x2000000000000000n, 'informational'],
    ['corrected', 0x8c00004001010091n, 'corrected'],
    ['corrected, overflow', 0xcc00004001010091n, 'corrected'],
    ['UCNA', 0xbc00000000080090n, 'ucna'],
    ['UCNA, overflow', 0xfc00000000080090n, 'ucna'],
    ['what other CPUs of a broadcast print', 0xa000000000000000n, 'ucna'],
    ['SRAO by the scrubber', 0xbd000000000000c0n, 'srao'],
    ['SRAO, overflow', 0xfd001dc0001000c1n, 'srao'],
    ['SRAR data load', 0xbd80000000000134n, 'srar'],
    ['SRAR instruction fetch', 0xbd80000000000150n, 'srar'],
    ['SRAR with MSCOD', 0xbd80000000100134n, 'srar'],
    ['SRAR with lost events', 0xfd80000000000134n, 'fatal'],
    ['SRAR of an unknown code', 0xbd80000000000800n, 'fatal'],
    ['SRAR without an address', 0xb980000000000134n, 'fatal'],
    ['UCNA with AR=1', 0xbc80000000000134n, 'fatal'],
    ['PCC', 0xbf00000000000400n, 'fatal'],
    ['PCC with EN=0', 0xee2000000040110an, 'fatal'],
  ])('%s', (_, status, expected) => expect(severity(status)).toBe(expected))

  test('a corrected scrub error with the uncorrected code counts as uncorrected on Skylake-SP, in channel banks only', () => {
    const status = mciStatus.write({VAL: 1n, MISCV: 1n, ADDRV: 1n, MSCOD: 0x10n, MCACOD: 0xc1n})
    expect(severity(status, 0x50654, 0, {bank: 13})).toBe('ucna')
    expect(severity(status, 0x50657, 0, {bank: 18})).toBe('ucna')
    expect(severity(status, 0x50653, 0, {bank: 13})).toBe('corrected')
    expect(severity(status, 0x50654, 0, {bank: 12})).toBe('corrected')
    expect(severity(status, 0x606a6, 0, {bank: 13})).toBe('corrected')
    expect(severity(status & ~mciStatus.write({MISCV: 1n}), 0x50654, 0, {bank: 13})).toBe('corrected')
  })

  test('inside the handler, without restart and error address, everything panics', () => {
    expect(severity(0xbd000000000000c0n, SKX, 0, {mcgstatus: 4n})).toBe('fatal')
    expect(severity(0xbd000000000000c0n, SKX, 0, {mcgstatus: 5n})).toBe('srao')
  })
})

describe('records that are corrected', () => {
  test('have no context of an exception: neither restart nor error address makes them no worse', () => {
    const corrected = 0x8c00004001010091n
    const of = (rest: object) => decodeError(machineCheck({bank: 7, status: corrected, ...rest}), {}, cpus)
    for (const mcgstatus of [0n, 4n, 5n, 7n]) expect(of({mcgstatus, exception: true})?.severity).toBe('corrected')
    expect(of({mcgstatus: 4n, signature: SKX, vendorIndex: 0})?.severity).toBe('corrected')
  })

  test('count what was corrected; an uncorrected one that counts none says nothing of a count', () => {
    const count = (status: bigint) =>
      decodeError(machineCheck({bank: 7, status, vendorIndex: 0}), {}, cpus)?.correctedCount
    expect(count(0x8c00004001010091n)).toBe(1)
    expect(count(0x8c00000001010091n)).toBe(0)
    expect(count(0xbd80000000100134n)).toBeUndefined()
    expect(count(0xfd001dc0001000c1n)).toBe(0x77)
  })
})

describe('Intel without, or perhaps without, software error recovery', () => {
  test('Nehalem-EP: uncorrected, and fatal when another one was lost', () => {
    expect(severity(0xbc00000000000090n, 0x106a5)).toBe('uncorrected')
    expect(severity(0xfc00000000000090n, 0x106a5)).toBe('fatal')
  })
  test('MCG_CAP decides over the model', () => {
    expect(severity(0xbc00000000000090n, 0x106a5, 0, {mcgcap: 0x1000c09n})).toBe('ucna')
    expect(severity(0xbc00000000000090n, SKX, 0, {mcgcap: 0xc09n})).toBe('uncorrected')
  })
  test('nothing known: S or AR prove recovery, their absence proves nothing', () => {
    const unknown = (status: bigint) => decodeError(machineCheck({bank: 1, status, mcgstatus: 0n}), {}, cpus)?.severity
    expect(unknown(0xbd80000000000134n)).toBe('srar')
    expect(unknown(0xbc00000000000090n)).toBe('uncorrected')
    expect(unknown(0x8c00000000000090n)).toBe('corrected')
    expect(unknown(0xb40000000000083bn)).toBe('uncorrected')
  })
})

describe('AMD (APM vol. 2, 9.3.3.2)', () => {
  test.each([
    ['corrected', 0x9c2040000000011bn, 'corrected'],
    ['deferred', 0x9c2030000000011bn, 'deferred'],
    ['uncorrected', 0xbc20080000010135n, 'uncorrected'],
    ['task context corrupt', 0xbc800800060c0859n, 'uncorrected'],
    ['fatal', 0xbea0000001000108n, 'fatal'],
  ])('%s', (_, status, expected) => expect(severity(status, 0x830f10, 2)).toBe(expected))

  test('bit 44 is a deferred error from family 15h on', () => {
    expect(severity(0x9c40100000080a13n, 0x600f20, 2)).toBe('deferred')
    expect(severity(0x9c40100000080a13n, 0x100f80, 2)).toBe('corrected')
  })
  const amd = (status: bigint, features: KnownFeatures) =>
    classifySeverity({status, vendor: 'amd', features, exception: false}).severity
  test('a CPU that is known not to recover is down with any uncorrected error', () => {
    expect(amd(0xbc20080000010135n, {succor: false})).toBe('fatal')
    expect(amd(0xfc20080000010135n, {succor: true, overflowRecovery: false})).toBe('fatal')
    expect(amd(0xfc20080000010135n, {succor: true, overflowRecovery: true})).toBe('uncorrected')
  })
})

test('an answer says which bits decided', () => {
  const answer = classifySeverity({
    status: 0xbd000000000000c0n,
    vendor: 'intel',
    features: {ser: true},
    exception: false,
  })
  expect(answer).toEqual({severity: 'srao', because: 'UC=1, S=1, AR=0: software recoverable, action optional'})
})
