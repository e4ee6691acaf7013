import {gzipSync} from 'node:zlib'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import gzip from '../../src/sources/codecs/gzip.js'
import {decodeWith} from './bytes.js'

const TEXT = Buffer.from(
  Array.from(
    {length: 20_000},
    (_, at) => `Nov 23 04:12:09 db7 kernel: line ${at} ${Math.imul(at, 2654435761) >>> 0}\n`,
  ).join(''),
)
const ZIPPED = gzipSync(TEXT)

const codes = (notices: readonly {readonly code: string; readonly lost: boolean}[]) =>
  notices.map(({code, lost}) => `${code}${lost ? ' lost' : ''}`)

describe('gzip', () => {
  it('reads members one after the other, whatever the chunks', async () => {
    const two = Buffer.concat([ZIPPED, gzipSync('second\n'), gzipSync(''), gzipSync('third\n')])
    const whole = Buffer.concat([TEXT, Buffer.from('second\nthird\n')])
    for (const size of [1009, 65536, 1 << 24]) {
      const {bytes, notices} = await decodeWith(gzip, two, size)
      expect(bytes.equals(whole)).toBe(true)
      expect(notices).toEqual([])
    }
  })

  it('survives members cut into single bytes', async () => {
    const small = Buffer.concat([gzipSync('first\n'), gzipSync('second\n')])
    await fc.assert(
      fc.asyncProperty(fc.integer({min: 1, max: 60}), async size => {
        expect((await decodeWith(gzip, small, size)).bytes.toString()).toBe('first\nsecond\n')
      }),
    )
  })

  it('reads a header with name, comment, extra field and checksum', async () => {
    const plain = gzipSync('text\n')
    const header = Buffer.from([0x1f, 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 2, 0, 65, 66])
    const named = Buffer.concat([header, Buffer.from('kern.log\0a note\0'), Buffer.from([1, 2]), plain.subarray(10)])
    for (const size of [1, 7, 4096]) {
      const {bytes, notices} = await decodeWith(gzip, named, size)
      expect(bytes.toString()).toBe('text\n')
      expect(notices).toEqual([])
    }
  })

  it('loses no byte before trailing garbage, and says that it passed over it', async () => {
    const {bytes, notices} = await decodeWith(gzip, Buffer.concat([ZIPPED, Buffer.from('garbage')]))
    expect(bytes.equals(TEXT)).toBe(true)
    expect(codes(notices)).toEqual(['trailing-bytes'])
    const padded = await decodeWith(gzip, Buffer.concat([ZIPPED, Buffer.alloc(512)]))
    expect(padded.notices).toEqual([])
  })

  it('reads a truncated file to the last byte and says that it is truncated', async () => {
    const {bytes, notices} = await decodeWith(gzip, ZIPPED.subarray(0, ZIPPED.length >> 1))
    expect(TEXT.subarray(0, bytes.length).equals(bytes)).toBe(true)
    expect(bytes.length).toBeGreaterThan(TEXT.length * 0.45)
    expect(codes(notices)).toEqual(['input-truncated lost'])
    for (const kept of [3, 9, 11, ZIPPED.length - 8, ZIPPED.length - 1])
      expect(codes((await decodeWith(gzip, ZIPPED.subarray(0, kept))).notices)).toEqual(['input-truncated lost'])
  })

  it('reads a file that is damaged in the middle up to the damage', async () => {
    const damaged = Buffer.from(ZIPPED)
    damaged.fill(0xff, damaged.length >> 1, (damaged.length >> 1) + 64)
    const {bytes, notices} = await decodeWith(gzip, damaged)
    expect(codes(notices)).toEqual(['input-damaged lost'])
    expect(bytes.length).toBeGreaterThan(TEXT.length * 0.4)
    const sound = Math.floor(TEXT.length * 0.4)
    expect(TEXT.subarray(0, sound).equals(bytes.subarray(0, sound))).toBe(true)
  })

  it('notices a checksum that does not fit', async () => {
    const wrong = Buffer.from(ZIPPED)
    wrong.writeUInt32LE(1, wrong.length - 8)
    const {bytes, notices} = await decodeWith(gzip, wrong)
    expect(bytes.equals(TEXT)).toBe(true)
    expect(codes(notices)).toEqual(['input-damaged lost'])
  })
})
