import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {momentOfBcd} from '../../../src/records/cper/bcd-time.js'
import {dataEntry, recordHeader, sectionDescriptor, statusBlock} from '../../../src/records/cper/container.js'
import {readCperBytes} from '../../../src/records/cper/read-bytes.js'
import cperFile from '../../../src/records/documents/cper-file.js'

const MEMORY = Buffer.from('1411bca5646fde4eb8633e83ed7c83b1', 'hex')
const ORIGIN = {dialect: 'cper-file', input: 0}

const text = (words: string): Uint8Array => Buffer.from(words, 'latin1')

const section = Uint8Array.from({length: 80}, (_, index) => index)

/** A record of one memory section, stamped 23 April 2025, 12:34:56. */
const whole = (flags = 0n): Uint8Array => {
  const offset = recordHeader.size + sectionDescriptor.size
  const header = recordHeader.write({
    SIGNATURE_START: 0x52455043n,
    SIGNATURE_END: 0xffffffffn,
    SECTION_COUNT: 1n,
    ERROR_SEVERITY: 1n,
    VALIDATION_BITS: 2n,
    RECORD_LENGTH: BigInt(offset + section.length),
    TIMESTAMP: 0x20250423_01123456n,
    FLAGS: flags,
  })
  const descriptor = sectionDescriptor.write({
    SECTION_OFFSET: BigInt(offset),
    SECTION_LENGTH: BigInt(section.length),
    VALIDATION_BITS: 2n,
    FLAGS: 0b1001n,
    SECTION_TYPE: MEMORY,
    SECTION_SEVERITY: 0n,
    FRU_TEXT: text('DIMM_A2'),
  })
  return Buffer.concat([header, descriptor, section])
}

const block = (count: bigint): Uint8Array => {
  const entry = dataEntry.write({
    SECTION_TYPE: MEMORY,
    ERROR_SEVERITY: 1n,
    REVISION: 0x0201n,
    ERROR_DATA_LENGTH: BigInt(section.length),
  })
  const entries = Buffer.concat([entry, section])
  const body = Buffer.concat(Array.from({length: Number(count)}, () => entries))
  const head = statusBlock.write({
    BLOCK_STATUS: (count << 4n) | 1n,
    DATA_LENGTH: BigInt(body.length),
    ERROR_SEVERITY: 1n,
  })
  return Buffer.concat([head, body])
}

describe('platform error records as bytes', () => {
  test('give a record for each section, with flags, part and time', () => {
    const {records, notices} = readCperBytes(whole(), ORIGIN)
    expect(notices).toEqual([])
    expect(records).toMatchObject([
      {
        reporter: 'file',
        blockSeverity: 'fatal',
        sectionSeverity: 'recoverable',
        sectionType: 'memory',
        sectionGuid: 'a5bc1114-6f64-4ede-b863-3e83ed7c83b1',
        fruText: 'DIMM_A2',
        flags: ['primary', 'threshold exceeded'],
        bytes: Buffer.from(section).toString('hex'),
        envelope: {time: {basis: 'local', epochMs: Date.UTC(2025, 3, 23, 12, 34, 56)}},
      },
    ])
    expect(records?.[0]).not.toHaveProperty('previousBoot')
  })
  test('of a previous boot say so', () => {
    expect(readCperBytes(whole(2n), ORIGIN).records).toMatchObject([{previousBoot: true}])
  })
  test('are found behind one another and behind gaps', () => {
    const two = Buffer.concat([whole(), new Uint8Array(37), whole(), new Uint8Array(5)])
    expect(readCperBytes(two, ORIGIN).records).toHaveLength(2)
  })
  test('of the boot error region belong to the boot before', () => {
    expect(readCperBytes(block(2n), ORIGIN).records).toMatchObject([
      {reporter: 'bert', previousBoot: true, sectionType: 'memory'},
      {reporter: 'bert', previousBoot: true, sectionType: 'memory'},
    ])
  })
  test('are recognised by their head alone', () => {
    expect(cperFile.sniff(whole())).toBe(true)
    expect(cperFile.sniff(block(1n))).toBe(true)
    expect(cperFile.sniff(text('CPER is the format of records; CPER, CPER'))).toBe(false)
    expect(cperFile.sniff(new Uint8Array(600))).toBe(false)
  })
  test('cut anywhere give what is there, and a notice', () => {
    const bytes = whole()
    fc.assert(
      fc.property(fc.integer({min: 0, max: bytes.length - 1}), end => {
        const {records = [], notices = []} = readCperBytes(bytes.subarray(0, end), ORIGIN)
        expect(notices).toHaveLength(records.length)
        for (const record of records) expect(record.partial).toBe(true)
      }),
    )
  })
  test('made of noise never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 300}), fc.nat(3), (noise, lead) => {
        const bytes = Buffer.concat([new Uint8Array(lead), whole().subarray(0, 200), noise])
        expect(readCperBytes(bytes, ORIGIN).records?.length).toBeLessThan(400)
      }),
    )
  })
})

test('a time stamp whose digits are no decimal ones is none', () => {
  expect(momentOfBcd(0x20250423_00123456n)).toBe(Date.UTC(2025, 3, 23, 12, 34, 56))
  expect(momentOfBcd(0x202504a3_00123456n)).toBeUndefined()
  expect(momentOfBcd(0x20250230_00123456n)).toBeUndefined()
  expect(momentOfBcd(0n)).toBeUndefined()
})
