import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {DramLocation, EdacEvent} from '../../src/records/hardware-error-record.js'
import {dialectNamed, readText} from './read-text.js'

// CE and UE lines printed as each driver prints them, by its format string, must be read back exactly.

interface Printed {
  readonly controller: number
  readonly word: 'CE' | 'UE'
  readonly count: number
  readonly page: bigint
  readonly offset: number
  readonly grain: number
  readonly syndrome: number
  readonly socket: number
  readonly imc: number
  readonly channel: number
  readonly slot: number
  readonly rank: number
  readonly bankGroup: number
  readonly bank: number
  readonly row: number
  readonly column: number
  readonly modelCode: number
  readonly mcaCode: number
  readonly overflow: boolean
  readonly recoverable: boolean
}

const printed: fc.Arbitrary<Printed> = fc.record({
  controller: fc.integer({min: 0, max: 99}),
  word: fc.constantFrom('CE' as const, 'UE' as const),
  count: fc.integer({min: 1, max: 32767}),
  page: fc.bigInt({min: 1n, max: (1n << 40n) - 1n}),
  offset: fc.integer({min: 0, max: 0xfff}),
  grain: fc.constantFrom(8, 32, 64, 4096),
  syndrome: fc.integer({min: 0, max: 0xffffffff}),
  socket: fc.integer({min: 0, max: 31}),
  imc: fc.integer({min: 0, max: 11}),
  channel: fc.integer({min: 0, max: 5}),
  slot: fc.integer({min: 0, max: 2}),
  rank: fc.integer({min: 0, max: 7}),
  bankGroup: fc.integer({min: 0, max: 7}),
  bank: fc.integer({min: 0, max: 3}),
  row: fc.integer({min: 0, max: 0x3ffff}),
  column: fc.integer({min: 0, max: 0x7ff}),
  modelCode: fc.integer({min: 0, max: 0xffff}),
  mcaCode: fc.integer({min: 0x80, max: 0xff}),
  overflow: fc.boolean(),
  recoverable: fc.boolean(),
})

const hex = (value: bigint | number, width = 0): string => value.toString(16).padStart(width, '0')
const flags = (p: Printed): string => `${p.overflow ? ' OVERFLOW' : ''}${p.recoverable ? ' recoverable' : ''}`

const core = (p: Printed, message: string, label: string, layers: string, tail: string): string =>
  `EDAC MC${p.controller}: ${p.count} ${p.word} ${message}on ${label} (${layers} page:0x${hex(p.page)} offset:0x${hex(p.offset)} grain:${p.grain}${p.word === 'CE' ? ` syndrome:0x${hex(p.syndrome)}` : ''}${tail && ` - ${tail}`})`

interface Driver {
  readonly name: string
  readonly print: (p: Printed) => string
  readonly location: (p: Printed) => DramLocation
  readonly extra?: (p: Printed) => Partial<EdacEvent>
}

const intelCodes = (p: Printed): Partial<EdacEvent> => ({
  modelCode: p.modelCode,
  mcaCode: p.mcaCode,
  ...(p.overflow ? {overflow: true} : {}),
  ...(p.recoverable ? {recoverable: true} : {}),
  ...(p.word === 'UE' ? {count: 1} : {}),
})

const skxLabel = (p: Printed): string => `CPU_SrcID#${p.socket}_MC#${p.imc}_Chan#${p.channel}_DIMM#${p.slot}`
const slots = (p: Printed): string => `channel:${p.channel} slot:${p.slot}`
const skxPlaces = ({socket, imc, channel, slot, rank, bankGroup, bank, row, column}: Printed): DramLocation => ({
  socket,
  imc,
  channel,
  slot,
  rank,
  bankGroup,
  bank,
  row,
  column,
})

const drivers: readonly Driver[] = [
  {
    name: 'sb_edac',
    print: p =>
      core(
        p,
        'memory read error ',
        `CPU_SrcID#${p.socket}_Ha#${p.imc}_Chan#${p.channel}_DIMM#${p.slot}`,
        slots(p),
        `${flags(p)} area:DRAM err_code:${hex(p.modelCode, 4)}:${hex(p.mcaCode, 4)} socket:${p.socket} ha:${p.imc} channel_mask:${1 << p.channel} rank:${p.rank}`,
      ),
    location: ({socket, imc, channel, slot, rank}) => ({socket, imc, channel, slot, rank}),
    extra: p => ({...intelCodes(p), area: 'DRAM', channelMask: 1 << p.channel}),
  },
  {
    name: 'skx_edac of 4.19',
    print: p =>
      core(
        p,
        'memory scrubbing error ',
        skxLabel(p),
        slots(p),
        `${flags(p)} err_code:${hex(p.modelCode, 4)}:${hex(p.mcaCode, 4)} socket:${p.socket} imc:${p.imc} rank:${p.rank} bg:${p.bankGroup} ba:${p.bank} row:${hex(p.row)} col:${hex(p.column)}`,
      ),
    location: skxPlaces,
    extra: intelCodes,
  },
  {
    name: 'skx_edac of 5.4',
    print: p =>
      core(
        p,
        'memory read error ',
        skxLabel(p),
        slots(p),
        `${flags(p)} err_code:0x${hex(p.modelCode, 4)}:0x${hex(p.mcaCode, 4)} socket:${p.socket} imc:${p.imc} rank:${p.rank} bg:${p.bankGroup} ba:${p.bank} row:0x${hex(p.row)} col:0x${hex(p.column)}`,
      ),
    location: skxPlaces,
    extra: intelCodes,
  },
  {
    name: 'i10nm_edac of 6.1',
    print: p =>
      core(
        p,
        'memory read error ',
        skxLabel(p),
        slots(p),
        `${flags(p)} err_code:0x${hex(p.modelCode, 4)}:0x${hex(p.mcaCode, 4)} ProcessorSocketId:0x${hex(p.socket)} MemoryControllerId:0x${hex(p.imc)} PhysicalRankId:0x${hex(p.rank)} Row:0x${hex(p.row)} Column:0x${hex(p.column)} Bank:0x${hex(p.bank)} BankGroup:0x${hex(p.bankGroup)}`,
      ),
    location: skxPlaces,
    extra: intelCodes,
  },
  {
    name: 'pnd2_edac',
    print: p =>
      core(
        p,
        'memory write error ',
        `Chan#${p.channel}_DIMM#${p.slot}`,
        slots(p),
        `${flags(p)} err_code:${hex(p.modelCode, 4)}:${hex(p.mcaCode, 4)} channel:${p.channel} DIMM:${p.slot} rank:${p.rank} row:${p.row} bank:${p.bank} col:${p.column}`,
      ),
    location: ({channel, slot, rank, row, bank, column}) => ({channel, slot, rank, row, bank, column}),
    extra: intelCodes,
  },
  {
    name: 'amd64_edac',
    print: p =>
      core(p, '', `mc#${p.imc}csrow#${p.slot}channel#${p.channel}`, `csrow:${p.slot} channel:${p.channel}`, ''),
    location: ({imc, slot, channel}) => ({imc, chipSelect: slot, channel}),
  },
  {
    name: 'ghes_edac of 6.1',
    print: p =>
      core(
        p,
        'multi-bit ECC ',
        'P1-DIMMA1',
        `node:${p.socket} card:${p.channel} module:${p.slot} rank:${p.rank} bank:${p.bank} row:${p.row} column:${p.column} `,
        `APEI location: node:${p.socket} card:${p.channel} rank:${p.rank} status(0x0000000000000400): Storage error in DRAM memory`,
      ),
    location: ({rank, bank, row, column}) => ({rank, bank, row, column}),
  },
]

const read = (text: string) => readText(text, [dialectNamed('kernel-edac')])

const told = (event: EdacEvent) => {
  const {kind, dialect, envelope, evidence, message, detail, location, ...fields} = event
  const {label, ...places} = location
  return {...fields, places}
}

const isEvent = (record: {kind: string}): record is EdacEvent => record.kind === 'edac'

describe.each(drivers)('lines as $name prints them', driver => {
  const expected = (p: Printed) => ({
    controller: p.controller,
    word: p.word,
    count: p.count,
    address: (p.page << 12n) | BigInt(p.offset),
    grain: p.grain,
    ...(p.word === 'CE' ? {syndrome: BigInt(p.syndrome)} : {}),
    ...driver.extra?.(p),
    places: driver.location(p),
  })

  it('are read back', () => {
    fc.assert(
      fc.property(fc.array(printed, {minLength: 1, maxLength: 4}), lines => {
        const reading = read(`${lines.map(driver.print).join('\n')}\n`)
        expect(reading.notices).toEqual([])
        expect(reading.records.filter(isEvent).map(told)).toEqual(lines.map(expected))
      }),
      {numRuns: 150},
    )
  })

  it('are read back when run together, and when a mail client wrapped them at blanks', () => {
    fc.assert(
      fc.property(printed, printed, (first, second) => {
        const glued = read(`${driver.print(first)}${driver.print(second)}\n`)
        expect(glued.records.filter(isEvent).map(told)).toEqual([first, second].map(expected))
        const words = driver.print(first)
        const wrapped = read(`${words.replace(/(.{70}\S*) /g, '$1\n')}\n`)
        expect(wrapped.records.filter(isEvent).map(told)).toEqual([expected(first)])
      }),
      {numRuns: 100},
    )
  })

  it('cut anywhere never turn a CE into a UE, and never give another address', () => {
    fc.assert(
      fc.property(printed, fc.nat({max: 300}), (p, length) => {
        for (const record of read(driver.print(p).slice(0, length)).records.filter(isEvent)) {
          expect(record.word).toBe(p.word)
          if (record.address !== undefined) expect(record.address).toBe(expected(p).address)
        }
      }),
      {numRuns: 300},
    )
  })
})
