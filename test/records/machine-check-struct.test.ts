import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import document from '../../src/records/documents/machine-check-struct.js'
import type {HardwareErrorRecord} from '../../src/records/hardware-error-record.js'
import {machineCheckBuffer, machineCheckStruct, STRUCT_SIZES} from '../../src/records/machine-check-struct/layout.js'

const context = {input: 0, name: 'mce-erst-6812691349013004289', spool: async () => ''}

async function* inPieces(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100)
}

const read = async (bytes: Uint8Array) => {
  const records: HardwareErrorRecord[] = []
  const notices: string[] = []
  for await (const output of document.read(inPieces(bytes), context)) {
    records.push(...(output.records ?? []))
    notices.push(...(output.notices ?? []).map(({code}) => code))
  }
  return {records, notices}
}

/** A Skylake memory error as the kernel 5.8 and later saves it. */
const SAVED = machineCheckStruct.write({
  STATUS: 0xbe00_0000_0100_0090n,
  MISC: 0x9000_0000_4000_0086n,
  ADDR: 0x1_c6e4_a608_0n,
  MCGSTATUS: 0x5n,
  IP: 0xffff_ffff_a1d3_c4een,
  TSC: 0x8b9e_2f31_c4a6dn,
  TIME: 1_697_012_400n,
  CPUID: 0x50654n,
  CS: 0x10n,
  BANK: 7n,
  CPU: 44n,
  FINISHED: 1n,
  EXTCPU: 300n,
  SOCKETID: 1n,
  APICID: 0x58n,
  MCGCAP: 0xf00_0814n,
  PPIN: 0x83b1_d2a4_c5e6_f701n,
  MICROCODE: 0x200_0065n,
})

const OLD = new Uint8Array(SAVED.subarray(0, 72))
OLD.fill(0, 56, 64)

/** The structure as a kernel of that size saves it. */
const savedBy = (size: number): Uint8Array => (size === 72 ? OLD : SAVED.subarray(0, size))

const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))

describe('a saved machine check', () => {
  it.each(STRUCT_SIZES)('of %i bytes is known by its content and read', async size => {
    const bytes = savedBy(size)
    expect(document.sniff(bytes)).toBe(true)
    const {records, notices} = await read(bytes)
    expect(notices).toEqual([])
    expect(records).toHaveLength(1)
    expect(records[0]).toMatchObject({
      kind: 'machine-check',
      cpu: 300,
      bank: 7,
      status: 0xbe00_0000_0100_0090n,
      addr: 0x1_c6e4_a608_0n,
      mcgstatus: 5n,
      exception: true,
      unixTime: 1_697_012_400,
    })
  })

  it('has what its kernel saved, and nothing else', async () => {
    const [whole, first, oldest] = await Promise.all([128, 88, 72].map(size => read(savedBy(size))))
    expect(whole?.records[0]).toMatchObject({
      ppin: 0x83b1_d2a4_c5e6_f701n,
      microcode: 0x200_0065,
      apic: 0x58,
      socket: 1,
      signature: 0x50654,
      vendorIndex: 0,
    })
    expect(first?.records[0]).not.toHaveProperty('ppin')
    expect(first?.records[0]).not.toHaveProperty('microcode')
    expect(oldest?.records[0]).not.toHaveProperty('socket')
    expect(oldest?.records[0]).not.toHaveProperty('vendorIndex')
  })

  it.each(STRUCT_SIZES)('of %i bytes may stand before others, as the device gives them', async size => {
    const bytes = joined(...Array.from({length: 9}, () => savedBy(size)))
    expect(document.sniff(bytes.subarray(0, 512))).toBe(true)
    const {records, notices} = await read(bytes)
    expect(records).toHaveLength(9)
    expect(records.map(({evidence}) => evidence[0]?.position.byteOffset)).toEqual(
      Array.from({length: 9}, (_, index) => index * size),
    )
    expect(notices).toEqual([])
    expect((await read(bytes.subarray(0, -10))).notices).toEqual(['record-truncated'])
  })

  it('may be an event of a bank that is none', async () => {
    const timeout = new Uint8Array(SAVED)
    timeout[machineCheckStruct.fields.BANK.offset] = 218
    expect((await read(joined(SAVED, timeout))).records).toMatchObject([
      {kind: 'machine-check'},
      {kind: 'context', what: 'rendezvous-timeout'},
    ])
  })
})

describe("the kernel's buffer", () => {
  const head = (values: Parameters<typeof machineCheckBuffer.write>[0], signature = 'MACHINECHECK') =>
    machineCheckBuffer.write({SIGNATURE: Buffer.from(signature), LENGTH: 32n, ...values})

  it.each([
    ['MACHINECHECK', 88n, 88],
    ['MACHINECHEC2', 128n, 128],
    ['MACHINECHECK', 0n, 72],
  ])('%s with entries of %i bytes gives those in use', async (signature, told, size) => {
    const empty = new Uint8Array(size)
    const bytes = joined(head({NEXT: 3n, RECORD_LENGTH: told}, signature), savedBy(size), empty, savedBy(size), empty)
    expect(document.sniff(bytes.subarray(0, 512))).toBe(true)
    const {records, notices} = await read(bytes)
    expect(records.map(({evidence}) => evidence[0]?.position)).toEqual([
      {input: 0, line: 1, byteOffset: 32},
      {input: 0, line: 3, byteOffset: 32 + 2 * size},
    ])
    expect(notices).toEqual([])
  })

  it('says when it was full', async () => {
    const {records, notices} = await read(joined(head({NEXT: 1n, FLAGS: 1n, RECORD_LENGTH: 104n}), savedBy(104)))
    expect(records).toHaveLength(1)
    expect(notices).toEqual(['records-lost'])
  })
})

describe('anything else', () => {
  it('is no machine check', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({maxLength: 512}),
          fc.constantFrom(...STRUCT_SIZES).chain(size => fc.uint8Array({minLength: size, maxLength: size})),
        ),
        bytes => {
          expect(document.sniff(bytes)).toBe(false)
        },
      ),
    )
    expect(document.sniff(Buffer.from('MACHINECHECK log of the node, kept by the operator since 2019\n'))).toBe(false)
    expect(document.sniff(new Uint8Array(88))).toBe(false)
    expect(document.sniff(new Uint8Array(88).fill(255))).toBe(false)
  })

  it('behind a first plausible entry costs nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({maxLength: 700}), async noise => {
        const {records} = await read(joined(SAVED, SAVED, SAVED, SAVED, noise))
        expect(records.length).toBeGreaterThanOrEqual(4)
      }),
      {numRuns: 50},
    )
  })
})
