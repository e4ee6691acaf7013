import {readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {builtIns} from '../../../src/built-ins.js'
import type {CpuModel} from '../../../src/errors/define-cpu.js'
import {explainRegisters, readRegisterInput} from '../../../src/errors/explain-registers.js'
import type {MemoryError} from '../../../src/errors/memory-error.js'
import {cpus} from '../_built-ins.js'

interface BankCase {
  readonly name: string
  readonly cite: string
  readonly signature: string
  readonly registers: Readonly<Record<string, unknown>>
  readonly expect: Readonly<Record<string, unknown>>
}

const casesOf = (id: string): readonly BankCase[] =>
  JSON.parse(readFileSync(new URL(`./${id}.cases.json`, import.meta.url), 'utf8'))

const vendorOf = (cpu: CpuModel) => cpu.signatures[0]?.vendor

function explain(cpu: CpuModel, {signature, registers}: BankCase): MemoryError {
  const {input, problems} = readRegisterInput({...registers, signature, vendor: vendorOf(cpu)})
  if (input === undefined) throw new Error(problems.join('; '))
  return explainRegisters(input, cpus)
}

/** Addresses stand in JSON as hex strings. */
const shown = (error: MemoryError) => ({
  ...error,
  ...(error.address === undefined ? {} : {address: {...error.address, value: `0x${error.address.value.toString(16)}`}}),
})

describe.each(builtIns.cpus)('$id', ({id, value: cpu}) => {
  const cases = casesOf(id)
  test('is named for its file and cites a document', () => {
    expect(cpu.id).toBe(id)
    expect(cpu.source).toMatch(/Intel SDM|AMD|Linux/)
  })
  test.each(cases)('$name', bankCase => {
    const error = explain(cpu, bankCase)
    expect(error.cpuModel).toBe(id)
    expect(bankCase.cite).not.toBe('')
    expect(shown(error)).toMatchObject(bankCase.expect)
  })
  test('every kind of bank has a case', () => {
    const kinds = new Set(cases.map(bankCase => explain(cpu, bankCase).bankKind))
    for (const {kind} of cpu.banks) expect(kinds).toContain(kind.id)
  })
  test('every mirror state that is said to be shown has a case', () => {
    const states = new Set(cases.map(bankCase => explain(cpu, bankCase).mirrorEvidence))
    const isShown = cpu.banks.some(({kind}) => kind.mirror === 'shown')
    const tells = [...states].some(state => state !== 'none' && state !== 'not-reported' && state !== 'undecoded')
    expect(tells).toBe(isShown)
  })
})

describe('all models together', () => {
  test('no signature is claimed twice', () => {
    const claims = cpus.flatMap(cpu =>
      cpu.signatures.flatMap(({vendor, family, model, steppings: [low, high] = [0, 15]}) =>
        Array.from({length: high - low + 1}, (_, step) => `${vendor} ${family} ${model ?? '*'} ${low + step}`),
      ),
    )
    expect(claims.filter((claim, index) => claims.indexOf(claim) !== index)).toEqual([])
  })
  test('no bank number of a model has two kinds', () => {
    for (const cpu of cpus) {
      const numbers = cpu.banks.flatMap(bank => bank.numbers)
      expect(new Set(numbers).size).toBe(numbers.length)
    }
  })
  test('every kind of bank is used, and named for its file', () => {
    const used = new Set(cpus.flatMap(cpu => cpu.banks.map(({kind}) => kind.id)))
    for (const {id, value} of builtIns.banks) {
      expect(value.id).toBe(id)
      expect(used).toContain(id)
    }
  })
})
