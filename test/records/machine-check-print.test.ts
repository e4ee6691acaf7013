import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {MachineCheckRecord} from '../../src/records/hardware-error-record.js'
import {dialectNamed, readText} from './read-text.js'

// Records printed as the kernels print them, by format strings of each era, must be read back exactly.

type Printed = Required<
  Pick<
    MachineCheckRecord,
    | 'cpu'
    | 'bank'
    | 'status'
    | 'mcgstatus'
    | 'tsc'
    | 'addr'
    | 'misc'
    | 'vendorIndex'
    | 'signature'
    | 'unixTime'
    | 'socket'
    | 'apic'
  >
> &
  Pick<MachineCheckRecord, 'ppin' | 'ipid' | 'synd' | 'microcode'> & {readonly rip: boolean}

const u64 = fc.bigInt({min: 0n, max: (1n << 64n) - 1n})
const u32 = fc.integer({min: 0, max: 0xffffffff})

const record: fc.Arbitrary<Printed> = fc.record({
  cpu: fc.integer({min: 0, max: 8191}),
  bank: fc.integer({min: 0, max: 255}),
  status: u64,
  mcgstatus: fc.bigInt({min: 0n, max: 0xffn}),
  tsc: u64,
  addr: u64,
  misc: u64,
  ppin: u64,
  ipid: u64,
  synd: u64,
  vendorIndex: fc.constantFrom(0, 2, 9, 10),
  signature: u32,
  unixTime: u32,
  socket: fc.integer({min: 0, max: 31}),
  apic: fc.integer({min: 0, max: 0xfff}),
  microcode: u32,
  rip: fc.boolean(),
})

const hex = (value: bigint | number | undefined): string => (value ?? 0).toString(16)
const field = (name: string, value: bigint | undefined): string => (value ? `${name} ${hex(value)} ` : '')

interface Era {
  readonly name: string
  readonly prefix: string
  readonly head: (r: Printed) => string
  readonly tail: (r: Printed) => string
  readonly processor: boolean
}

const status = (r: Printed): string => `Bank ${r.bank}: ${hex(r.status).padStart(16, '0')}`
const newHead = (r: Printed): string =>
  `CPU ${r.cpu}: Machine Check${r.mcgstatus & 4n ? ' Exception' : ''}: ${hex(r.mcgstatus)} ${status(r)}`
const oldHead = (r: Printed): string =>
  `CPU ${r.cpu}: Machine Check Exception: ${hex(r.mcgstatus).padStart(16)} ${status(r)}`
const midHead = (r: Printed): string => `CPU ${r.cpu}: Machine Check Exception: ${hex(r.mcgstatus)} ${status(r)}`
const plainTail = (r: Printed): string => `TSC ${hex(r.tsc)} ${field('ADDR', r.addr)}${field('MISC', r.misc)}`
const fullTail = (r: Printed): string =>
  `${plainTail(r)}${field('PPIN', r.ppin)}${field('SYND', r.synd)}${field('IPID', r.ipid)}`

const eras: readonly Era[] = [
  {name: '2.6.18', prefix: '', head: oldHead, tail: plainTail, processor: false},
  {name: '2.6.32', prefix: '', head: oldHead, tail: plainTail, processor: true},
  {name: 'el6', prefix: '[Hardware Error]: ', head: midHead, tail: plainTail, processor: true},
  {name: '4.18', prefix: 'core: [Hardware Error]: ', head: newHead, tail: plainTail, processor: true},
  {name: '6.12', prefix: 'mce: [Hardware Error]: ', head: newHead, tail: fullTail, processor: true},
]

const print = (r: Printed, era: Era): string[] => [
  era.head(r),
  ...(r.rip && r.mcgstatus & 4n ? ['RIP !INEXACT! 10:<ffffffff8150a1b2> {intel_idle+0x8e/0x120}'] : []),
  era.tail(r),
  ...(era.processor
    ? [
        `PROCESSOR ${r.vendorIndex}:${hex(r.signature)} TIME ${r.unixTime} SOCKET ${r.socket} APIC ${hex(r.apic)} microcode ${hex(r.microcode)}`,
      ]
    : []),
]

/** What a record must read as: zero values are not printed, except TSC, MCGSTATUS and STATUS. */
const expected = (r: Printed, era: Era) => {
  const {rip, ppin, ipid, synd, vendorIndex, signature, unixTime, socket, apic, microcode, addr, misc, ...always} = r
  const shown = {addr, misc, ...(era.tail === fullTail ? {ppin, ipid, synd} : {})}
  return {
    ...always,
    ...Object.fromEntries(Object.entries(shown).filter(([, value]) => value)),
    ...(era.processor ? {vendorIndex, signature, unixTime, socket, apic, microcode} : {}),
  }
}

const REST = ['kind', 'dialect', 'envelope', 'evidence', 'exception', 'cs', 'ip', 'symbol', 'inexactIp']
const registers = (read: object) => Object.fromEntries(Object.entries(read).filter(([name]) => !REST.includes(name)))

const read = (rows: readonly string[]) => readText(`${rows.join('\n')}\n`, [dialectNamed('kernel-mce')])
const byCpu = (a: {cpu?: number}, b: {cpu?: number}) => (a.cpu ?? 0) - (b.cpu ?? 0)

describe.each(eras)('records as $name prints them', era => {
  it('one after another', () => {
    fc.assert(
      fc.property(fc.array(record, {minLength: 1, maxLength: 5}), records => {
        const reading = read(records.flatMap(r => print(r, era).map(row => era.prefix + row)))
        expect(reading.notices).toEqual([])
        expect(reading.records.map(registers)).toEqual(records.map(r => expected(r, era)))
      }),
      {numRuns: 150},
    )
  })

  it('woven, told apart by their callers', () => {
    const woven = fc.tuple(
      fc.uniqueArray(record, {minLength: 2, maxLength: 4, selector: r => r.cpu}),
      fc.infiniteStream(fc.nat()),
    )
    fc.assert(
      fc.property(woven, ([records, choices]) => {
        const queues = records.map(r => print(r, era).map(row => `[   10.000001][ C${r.cpu}] ${era.prefix}${row}`))
        const rows: string[] = []
        while (queues.some(queue => queue.length > 0)) {
          const open = queues.filter(queue => queue.length > 0)
          rows.push(open[(choices.next().value ?? 0) % open.length]?.shift() ?? '')
        }
        const reading = read(rows)
        expect(reading.notices).toEqual([])
        expect(reading.records.map(registers).sort(byCpu)).toEqual(records.map(r => expected(r, era)).sort(byCpu))
      }),
      {numRuns: 100},
    )
  })

  it('woven in turns without callers, and told to be so', () => {
    fc.assert(
      fc.property(fc.uniqueArray(record, {minLength: 2, maxLength: 4, selector: r => r.cpu}), records => {
        const same = records.map(r => ({...r, rip: false}))
        const printed = same.map(r => print(r, era).map(row => era.prefix + row))
        const rows = (printed[0] ?? []).flatMap((_, index) => printed.map(lines => lines[index] ?? ''))
        const reading = read(rows)
        expect(reading.notices.map(notice => notice.code)).toEqual(['records-interleaved'])
        expect(reading.records.map(registers)).toEqual(same.map(r => expected(r, era)))
      }),
      {numRuns: 100},
    )
  })
})

describe('a record that lost one line', () => {
  const era = eras[4]
  const three = fc.tuple(record, record, record)
  it.each(['head', 'registers', 'processor'])('keeps its neighbours whole (%s)', lost => {
    fc.assert(
      fc.property(three, ([before, broken, after]) => {
        if (!era) return
        const lines = [before, {...broken, rip: false}, after].map(r =>
          print({...r, rip: false}, era).map(row => era.prefix + row),
        )
        const middle = lines[1]?.toSpliced(['head', 'registers', 'processor'].indexOf(lost), 1) ?? []
        const reading = read([...(lines[0] ?? []), ...middle, ...(lines[2] ?? [])])
        const whole = reading.records.filter(r => !r.partial).map(registers)
        expect(whole).toEqual([before, after].map(r => expected(r, era)))
        expect(reading.records.length).toBe(3)
        expect(reading.notices.length).toBe(1)
      }),
      {numRuns: 100},
    )
  })
})

describe('hostile numbers of lines', () => {
  it.each([
    'TSC 0 ADDR 1',
    'ADDR zz',
    '{a+0x1/0x2}',
    'RIP 10:<1>',
    'PROCESSOR 0:1 TIME 1',
    'APIC 1',
    'CPU 1: Machine Check: 0 Bank 1: 8000000000000000',
  ])('of %s are read in bounded time and memory', body => {
    const reading = read(Array.from({length: 20_000}, () => `mce: [Hardware Error]: ${body}`))
    for (const {evidence} of reading.records) expect(evidence.length).toBeLessThan(80)
  })
})
