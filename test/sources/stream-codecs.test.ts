import {execFileSync, spawnSync} from 'node:child_process'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import bzip2 from '../../src/sources/codecs/bzip2.js'
import lz4 from '../../src/sources/codecs/lz4.js'
import xz from '../../src/sources/codecs/xz.js'
import zstd from '../../src/sources/codecs/zstd.js'
import {decodeWith} from './bytes.js'

const TEXT = Buffer.from(
  Array.from(
    {length: 6000},
    (_, at) => `Nov 23 04:12:09 db7 kernel: line ${at} ${Math.imul(at, 2654435761) >>> 0}\n`,
  ).join(''),
)

const FORMATS = [
  {codec: xz, tool: 'xz', ways: [['-c'], ['-c', '-T2', '--block-size=100000'], ['-c', '--check=crc32']]},
  {
    codec: zstd,
    tool: 'zstd',
    ways: [['-c'], ['-c', '-19', '--long=27'], ['-c', '--no-check'], ['-c', '-T2', '-B100KB']],
  },
  {codec: bzip2, tool: 'bzip2', ways: [['-c'], ['-c', '-1']]},
  {
    codec: lz4,
    tool: 'lz4',
    ways: [['-c'], ['-c', '-9', '-B4D'], ['-c', '-BD', '-BX'], ['-c', '--no-frame-crc'], ['-c', '-l']],
  },
]

const hasTool = (tool: string): boolean => spawnSync(tool, ['--version'], {stdio: 'ignore', input: ''}).status === 0

const codesOf = (notices: readonly {readonly code: string; readonly lost: boolean}[]) =>
  notices.map(({code, lost}) => `${code}${lost ? ' lost' : ''}`)

describe('Zstandard frames', () => {
  const skippable = (size: number): Buffer => {
    const frame = Buffer.alloc(8 + size, 0x55)
    frame.writeUInt32LE(0x184d2a53, 0)
    frame.writeUInt32LE(size, 4)
    return frame
  }

  it.skipIf(!hasTool('zstd'))(
    'that hold no text are passed over, wherever chunks break (needs the tool zstd)',
    async () => {
      const packed = (text: string): Buffer => execFileSync('zstd', ['-c'], {input: text})
      const all = Buffer.concat([
        skippable(3),
        packed('one\n'),
        skippable(0),
        skippable(70),
        packed('two\n'),
        packed('three\n'),
      ])
      for (let size = 1; size < 40; size += 1) {
        const {bytes, notices} = await decodeWith(zstd, all, size)
        expect(bytes.toString()).toBe('one\ntwo\nthree\n')
        expect(notices).toEqual([])
      }
    },
  )
})

describe.each(FORMATS)('$tool', ({codec, tool, ways}) => {
  const needs = `(needs the tool ${tool})`
  const runs = it.skipIf(!hasTool(tool))
  const pack = (text: Uint8Array, args: readonly string[] = ['-c']): Buffer =>
    execFileSync(tool, args, {input: text, maxBuffer: 1 << 28})

  runs(`reads what the tool writes, whatever the chunks ${needs}`, async () => {
    for (const way of ways)
      for (const size of [997, 65536, 1 << 24]) {
        const {bytes, notices} = await decodeWith(codec, pack(TEXT, way), size)
        expect(bytes.equals(TEXT)).toBe(true)
        expect(notices).toEqual([])
      }
  })

  runs(`reads members one after the other, empty ones too ${needs}`, async () => {
    const members = [
      pack(TEXT),
      pack(Buffer.from('')),
      ...Array.from({length: 40}, (_, at) => pack(Buffer.from(`${at}\n`))),
    ]
    const {bytes, notices} = await decodeWith(codec, Buffer.concat(members))
    expect(
      bytes.equals(Buffer.concat([TEXT, Buffer.from(Array.from({length: 40}, (_, at) => `${at}\n`).join(''))])),
    ).toBe(true)
    expect(notices).toEqual([])
  })

  runs(`says of every cut that something is missing, and gives what stands before it ${needs}`, async () => {
    const packed = pack(TEXT)
    await fc.assert(
      fc.asyncProperty(fc.integer({min: 10, max: packed.length - 1}), async length => {
        const {bytes, notices} = await decodeWith(codec, packed.subarray(0, length))
        expect(codesOf(notices)).toEqual(['input-truncated lost'])
        expect(TEXT.subarray(0, bytes.length).equals(bytes)).toBe(true)
      }),
      {numRuns: 20},
    )
  })

  runs(`says of damage that something is wrong, and gives nothing else before it ${needs}`, async () => {
    const packed = pack(TEXT)
    await fc.assert(
      fc.asyncProperty(fc.integer({min: 12, max: packed.length - 1}), async at => {
        const damaged = Buffer.from(packed)
        damaged[at] = (damaged[at] ?? 0) ^ 0x55
        const {bytes, notices} = await decodeWith(codec, damaged)
        if (bytes.equals(TEXT)) return
        expect(notices.some(({lost}) => lost)).toBe(true)
      }),
      {numRuns: 20},
    )
  })

  runs(`passes over what stands behind its end ${needs}`, async () => {
    const {bytes, notices} = await decodeWith(
      codec,
      Buffer.concat([pack(TEXT), Buffer.from('this is no member at all')]),
    )
    expect(TEXT.subarray(0, bytes.length).equals(bytes)).toBe(true)
    expect(notices).toHaveLength(1)
  })
})
