import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {describeRegisters, explainRegisters, readRegisterInput} from '../../src/errors/explain-registers.js'
import {GRADE_TABLES} from '../../src/errors/kernel-grade/generations.js'
import {cpus} from './_built-ins.js'

const read = (json: unknown) => {
  const {input, problems} = readRegisterInput(json)
  if (input === undefined) throw new Error(problems.join('; '))
  return input
}
const SRAR = {
  vendor: 'intel',
  signature: '0x50654',
  bank: 1,
  status: '0xbd80000000000134',
  misc: '0x86',
  addr: '0x498881c0',
  mcgstatus: '0x7',
}

describe('an answer', () => {
  test('has the grade of every known kernel when none is named', () => {
    const {kernelGrade} = explainRegisters(read({...SRAR, context: 'user', notify: 'exception'}), cpus)
    expect(kernelGrade?.map(({kernel}) => kernel)).toEqual(GRADE_TABLES.map(({id}) => id))
  })
  test('has one grade when one is named', () => {
    const {kernelGrade} = explainRegisters(
      read({...SRAR, context: 'kernel', notify: 'exception', kernel: '6.12'}),
      cpus,
    )
    expect(kernelGrade).toEqual([
      {
        kernel: '6.12',
        grade: 'PANIC',
        reason: 'Data load in unrecoverable area of kernel',
        action: 'panics: the machine goes down',
      },
    ])
  })
  test('follows stated features over what the model has', () => {
    const stated = {...SRAR, status: '0xbc00000000000090', features: {ser: false}}
    expect(explainRegisters(read(stated), cpus).severity).toBe('uncorrected')
    expect(explainRegisters(read({...stated, features: {ser: true}}), cpus).severity).toBe('ucna')
  })
  test('knows AMD by signature or IPID', () => {
    const amd = {status: '0xbc20080000010135', addr: '0xcec4080', ipid: '0x1000b000000000'}
    expect(explainRegisters(read({...amd, signature: '0x830f10'}), cpus).modelSpecific?.bankType).toBe('LS_V2')
    expect(explainRegisters(read(amd), cpus)).toMatchObject({severity: 'uncorrected', flags: {poison: true}})
  })
  test.each([
    ['a memory controller of Intel', {status: '0x1c00004000010091', bank: 7, signature: '0x50654'}],
    ['a unified memory controller of AMD', {status: '0x1c2040000000011b', ipid: '0x9600050f00'}],
  ])('names no unit where STATUS is not valid: %s', (_, json) => {
    const valid = {...json, status: json.status.replace('0x1', '0x9')}
    expect(explainRegisters(read(valid), cpus).unit).not.toBe('unknown')
    const answer = explainRegisters(read(json), cpus)
    expect(answer).toMatchObject({severity: 'informational', unit: 'unknown', mirrorEvidence: 'not-reported'})
    expect(answer.remarks?.join()).toMatch(/not valid \(VAL=0\)/)
  })
  test('takes the notice from MCIP and the context from CS when they are not stated', () => {
    const grade = (json: object) =>
      explainRegisters(read({...SRAR, ...json, kernel: '6.12'}), cpus).kernelGrade?.[0]?.reason
    expect(grade({cs: '0x33'})).toBe('Action required: data load error in a user process')
    expect(grade({cs: '0x10'})).toBe('Data load in unrecoverable area of kernel')
    expect(grade({status: '0xad80000000000134', cs: '0x33'})).toBe('Not enabled')
    expect(grade({status: '0xad80000000000134', cs: '0x33', mcgstatus: '0x3'})).toBe(
      'Action required: data load error in a user process',
    )
  })
})

describe('input', () => {
  test.each([
    ['not an object', 7, /JSON object/],
    ['no status', {bank: 1}, /status: missing/],
    ['a status that is no number', {status: 'zz'}, /status: write a hexadecimal/],
    ['17 digits', {status: '0x10000000000000000'}, /status/],
    ['a context nobody knows', {status: '0x0', context: 'moon'}, /context: one of user/],
    ['a bank in words', {status: '0x0', bank: 'one'}, /bank: write a whole number/],
    ['a feature that is no truth value', {status: '0x0', features: {ser: 1}}, /features.ser/],
  ])('%s', (_, json, message) => expect(readRegisterInput(json).problems.join()).toMatch(message))
  test('numbers, bare hex and upper case are read', () => {
    expect(read({status: 'BD80000000000134', misc: 134}).registers).toEqual({status: 0xbd80000000000134n, misc: 134n})
  })
})

describe('a page', () => {
  const page = describeRegisters(read({...SRAR, cs: '0x33', synd: '0x0', mcgcap: '0xf000814'}), cpus)
  test('goes field by field through every register, with its manual', () => {
    expect(page.registers.map(({name}) => name)).toEqual([
      'IA32_MCi_STATUS',
      'IA32_MCG_STATUS',
      'IA32_MCi_MISC',
      'IA32_MCi_ADDR',
      'MCA_SYND',
      'IA32_MCG_CAP',
      'CPUID.1 EAX',
    ])
    const mode = page.registers[2]?.fields.find(({field}) => field === 'ADDRESS_MODE')
    expect(mode).toMatchObject({value: 2n, says: 'physical address'})
    for (const {source} of page.registers) expect(source).not.toBe('')
  })
  test('says why, which row, what followed, what is promised and what to do', () => {
    expect(page.severityBecause).toMatch(/S=1, AR=1/)
    expect(page.grades.at(-1)).toMatchObject({
      kernel: '6.12',
      grade: 'AR',
      row: 18,
      action: expect.stringMatching(/SIGBUS/),
    })
    expect(page.promises.join()).toMatch(/stopped before/)
    expect(page.next.length).toBeGreaterThan(0)
  })
  test('names what it had to assume', () => {
    const assumed = (json: object) =>
      describeRegisters(read(json), cpus)
        .readings.filter(({because}) => because.startsWith('assumed'))
        .map(({name}) => name)
    expect(assumed({status: '0xbc00000000000090'})).toEqual(['Software error recovery', 'Interrupted', 'Told by'])
    expect(assumed({...SRAR, context: 'user', notify: 'exception'})).toEqual([])
    expect(assumed({...SRAR, notify: 'exception', mcgstatus: undefined})).toEqual(['Interrupted', 'MCG_STATUS'])
  })
  test('uses the layout of the bank’s own MISC', () => {
    const m2m = describeRegisters(
      read({signature: '0x50654', bank: 7, status: '0x8800000000000080', misc: '0x8000000000000000'}),
      cpus,
    )
    expect(m2m.registers.find(({name}) => name.includes('MISC'))?.fields[0]).toMatchObject({
      field: 'MIRROR_FAILOVER',
      value: 1n,
    })
    expect(m2m.next.join()).toMatch(/one copy/)
  })
  test('is written for any values', () => {
    const raw = fc.bigInt(0n, (1n << 64n) - 1n).map(value => `0x${value.toString(16)}`)
    const sets = fc.record({
      status: raw,
      misc: raw,
      mcgstatus: raw,
      ipid: raw,
      vendor: fc.constantFrom('intel', 'amd', 'hygon', 'zhaoxin'),
      signature: fc.constantFrom('0x50654', '0x830f10', '0x100f80', '0x806f8'),
      bank: fc.integer({min: 0, max: 31}),
    })
    fc.assert(fc.property(sets, json => describeRegisters(read(json), cpus).promises.length > 0))
  })
})
