import {readFileSync} from 'node:fs'
import {Ajv2020} from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import {describe, expect, test} from 'vitest'
import type {CpuModel} from '../../src/errors/define-cpu.js'
import {explainRegisters, readRegisterInput} from '../../src/errors/explain-registers.js'
import {cpuidFromParts} from '../../src/errors/signature.js'
import {errorToJson, errorToJsonText} from '../../src/report/json.js'
import {cpus} from '../errors/_built-ins.js'
import {hex, seeded, wide} from './vector.js'

type Next = (limit: number) => number

const schema: unknown = JSON.parse(
  readFileSync(new URL('../../schemas/memory-error.schema.json', import.meta.url), 'utf8'),
)

/** Every CPU model once, by the first signature it claims. */
const MACHINES = cpus.flatMap(({id, signatures}: CpuModel) =>
  signatures.slice(0, 1).map(({vendor, family, model = 1, steppings: [low] = [0, 15]}) => ({
    id,
    vendor,
    signature: cpuidFromParts(family, model, low),
  })),
)

/** A register that is often absent, often random, sometimes all zeros or all ones. */
function register(next: Next): bigint | undefined {
  const kind = next(8)
  if (kind === 0) return undefined
  if (kind === 1) return 0n
  return kind === 2 ? 0xffff_ffff_ffff_ffffn : wide(next)
}

function registersOf(next: Next, bank: number): Readonly<Record<string, bigint | number>> {
  const found: Record<string, bigint | number> = {status: wide(next), bank}
  for (const name of ['misc', 'addr', 'mcgstatus', 'mcgcap', 'ipid', 'synd', 'cs', 'ip', 'ppin']) {
    const value = register(next)
    if (value !== undefined) found[name] = value
  }
  return found
}

const BANKS = 64

describe('random registers', () => {
  test('every bank of every CPU model reads them, and the two ways to JSON agree', () => {
    const next = seeded(64)
    for (const {id, vendor, signature} of MACHINES)
      for (let bank = 0; bank < BANKS; bank += 1) {
        const error = explainRegisters({vendor, signature, registers: registersOf(next, bank)}, cpus)
        expect(error.cpuModel).toBe(id)
        expect(errorToJsonText(error)).toBe(JSON.stringify(errorToJson(error)))
      }
  })

  test('10,000 sets of explain --ndjson are answered as the schema says', () => {
    const next = seeded(10_000)
    const ajv = new Ajv2020({strict: false, allErrors: false})
    addFormats.default(ajv)
    const validate = ajv.compile(Object(schema))
    for (let number = 1; number <= 10_000; number += 1) {
      const machine = MACHINES[next(MACHINES.length)]
      const registers = registersOf(next, next(BANKS))
      const written = Object.entries(registers).map(([name, value]) => [
        name,
        typeof value === 'bigint' ? hex(value) : value,
      ])
      const known = next(3) > 0 && machine ? {vendor: machine.vendor, signature: hex(BigInt(machine.signature))} : {}
      const line = JSON.stringify({...Object.fromEntries(written), ...known})
      const {input, problems} = readRegisterInput(JSON.parse(line))
      const answer = input && JSON.parse(errorToJsonText({...explainRegisters(input, cpus), id: `e${number}`}))
      const valid = validate(answer)
      expect({problems, line, errors: valid ? [] : validate.errors}).toEqual({problems: [], line, errors: []})
    }
  })
})
