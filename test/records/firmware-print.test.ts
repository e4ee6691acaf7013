import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {CperRecord, MachineCheckRecord} from '../../src/records/hardware-error-record.js'
import {dialectNamed, readText} from './read-text.js'

// Prints records as the kernels do and reads them back.

const hex16 = (value: bigint): string => `0x${value.toString(16).padStart(16, '0')}`

const quad = fc.bigInt({min: 1n, max: (1n << 52n) - 1n})
const small = fc.nat(30_000)

const section = fc.record({
  severity: fc.constantFrom('recoverable', 'fatal', 'corrected'),
  address: fc.option(quad, {nil: undefined}),
  label: fc.option(fc.constantFrom('DIMM A1', 'N1 DIMM_L0', 'CPU0_C1D0'), {nil: undefined}),
  row: small,
  column: small,
  type: fc.integer({min: 0, max: 15}),
})

type Section = typeof section extends fc.Arbitrary<infer T> ? T : never

const bodyOf = ({severity, address, label, row, column, type}: Section, index: number, newer: boolean): string[] => {
  const gap = newer ? '' : ' '
  return [
    ` Error ${index}, type: ${severity}`,
    '  section_type: memory error',
    ...(address === undefined ? [] : [`  physical_address: ${hex16(address)}`]),
    `  node:${gap}0 card:${gap}1 module:${gap}0 rank:${gap}1 bank:${gap}2 row:${gap}${row} column:${gap}${column} `,
    `  error_type: ${type}, whatever`,
    ...(label === undefined ? [] : [`  DIMM location: ${label} `]),
  ]
}

const block = fc.record({sections: fc.array(section, {minLength: 1, maxLength: 3}), newer: fc.boolean()})

type Block = typeof block extends fc.Arbitrary<infer T> ? T : never

const printBlock = ({sections, newer}: Block, number: number): string[] =>
  [
    'Hardware error from APEI Generic Hardware Error Source: 4',
    `event severity: ${sections[0]?.severity}`,
    ...sections.flatMap((each, index) => bodyOf(each, index, newer)),
  ].map(line => `{${number}}[Hardware Error]: ${line}`)

const told = (records: readonly CperRecord[]): unknown[] =>
  records.map(({sectionSeverity: severity, address, location, memoryErrorType: type}) => ({
    severity,
    address,
    label: location?.label,
    row: location?.row,
    column: location?.column,
    type,
  }))

const cperOf = (text: string): readonly CperRecord[] =>
  readText(text, [dialectNamed('kernel-ghes')]).records.filter(record => record.kind === 'cper')

test('firmware records are read as they were printed, however blocks stand among each other', () => {
  fc.assert(
    fc.property(block, block, fc.infiniteStream(fc.boolean()), (first, second, coin) => {
      const [a, b] = [printBlock(first, 1), printBlock(second, 2)]
      const lines: string[] = []
      while (a.length + b.length > 0) {
        const from = b.length === 0 || (a.length > 0 && coin.next().value === true) ? a : b
        lines.push(from.shift() ?? '')
      }
      const text = lines.map((line, index) => `[  100.${String(index).padStart(6, '0')}] ${line}\n`).join('')
      const records = cperOf(text)
      const numbered = (n: number) => records.filter(({evidence}) => evidence.at(-1)?.text.includes(`{${n}}`))
      expect(told(numbered(1))).toEqual(first.sections)
      expect(told(numbered(2))).toEqual(second.sections)
    }),
    {numRuns: 150},
  )
})

test('a firmware record cut anywhere gives no wrong address', () => {
  fc.assert(
    fc.property(block, fc.nat(600), (printed, length) => {
      const text = printBlock(printed, 7).join('\n').slice(0, length)
      const addresses = new Set(printed.sections.map(({address}) => address))
      for (const {address} of cperOf(text)) if (address !== undefined) expect(addresses.has(address)).toBe(true)
    }),
    {numRuns: 200},
  )
})

const decoded = fc.record({
  cpu: fc.nat(255),
  bank: fc.nat(63),
  status: fc.bigInt({min: 1n << 63n, max: (1n << 64n) - 1n}),
  addr: quad,
  ipid: quad,
  synd: quad,
})

type Decoded = typeof decoded extends fc.Arbitrary<infer T> ? T : never

const printDecoded = ({cpu, bank, status, addr, ipid, synd}: Decoded): string[] =>
  [
    'Corrected error, no action required.',
    `CPU:${cpu} (19:11:1) MC${bank}_STATUS[-|CE|MiscV|AddrV|-|-|SyndV|CECC|-|-|-]: ${hex16(status)}`,
    `Error Addr: ${hex16(addr)}`,
    `IPID: ${hex16(ipid)}, Syndrome: ${hex16(synd)}`,
    'Unified Memory Controller Ext. Error Code: 0',
    'cache level: L3/GEN, tx: GEN, mem-tx: RD',
  ].map(line => `[Hardware Error]: ${line}`)

const machineChecks = (text: string): readonly MachineCheckRecord[] =>
  readText(text, [dialectNamed('kernel-amd')]).records.filter(record => record.kind === 'machine-check')

test("AMD's decoder text is read back, with any lines between", () => {
  const other = fc.constantFrom(
    'microcode: CPU20: patch_level=0x0a201025',
    'fbcon: Taking over console',
    'usb 1-1: new',
  )
  fc.assert(
    fc.property(fc.array(decoded, {minLength: 1, maxLength: 4}), fc.array(other, {maxLength: 20}), (printed, noise) => {
      const lines = printed.flatMap(printDecoded)
      for (const [index, line] of noise.entries()) lines.splice((index * 7) % lines.length, 0, line)
      const text = lines.map((line, index) => `[  100.${String(index).padStart(6, '0')}] ${line}\n`).join('')
      const read = machineChecks(text).map(({cpu, bank, status, addr, ipid, synd}) => ({
        cpu,
        bank,
        status,
        addr,
        ipid,
        synd,
      }))
      expect(read).toEqual(printed)
    }),
    {numRuns: 150},
  )
})

test('decoder text cut anywhere gives no wrong register', () => {
  fc.assert(
    fc.property(decoded, fc.nat(420), (printed, length) => {
      const text = printDecoded(printed).join('\n').slice(0, length)
      for (const {status, addr, ipid} of machineChecks(text)) {
        if (status !== undefined) expect(status).toBe(printed.status)
        if (addr !== undefined) expect(addr).toBe(printed.addr)
        if (ipid !== undefined) expect(ipid).toBe(printed.ipid)
      }
    }),
    {numRuns: 200},
  )
})
