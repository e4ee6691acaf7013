import {execFileSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {readWholeFrame} from '../../src/bits/zstd/whole-frame.js'
import zstd from '../../src/sources/codecs/zstd.js'
import {hasTool, workFolder} from './archives.js'
import {decodeWith} from './bytes.js'

const {path: folder, put} = workFolder()

/** Frame magic, descriptor, window byte. */
const frame = (descriptor: number, window: number, ...blocks: readonly Uint8Array[]): Buffer =>
  Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, descriptor, window]), ...blocks])

/** A block's head of three bytes, and its body. */
const block = (type: 'stored' | 'repeated' | 'packed', size: number, isLast: boolean, ...body: readonly number[]) => {
  const head = size * 8 + ['stored', 'repeated', 'packed'].indexOf(type) * 2 + Number(isLast)
  return Buffer.from([head & 255, (head >> 8) & 255, head >> 16, ...body])
}

const END = block('stored', 0, true)
const WIDEST = 0xff

const noise = Buffer.from(Array.from({length: 300_000}, (_, at) => Math.imul(at ^ (at >>> 7), 2654435761) >>> 24))
const text = readFileSync(new URL('../../samples/storm-to-uncorrected.log', import.meta.url))
const INPUTS = {
  text,
  noise,
  both: Buffer.concat([text, noise, text, noise.subarray(1000), text]),
  zeros: Buffer.alloc(700_000),
  one: Buffer.from('x'),
  program: readFileSync(process.execPath).subarray(0, 400_000),
}

describe.skipIf(!hasTool('zstd'))('Zstandard (needs the tool zstd)', () => {
  const pack = (bytes: Uint8Array, ...args: readonly string[]): Buffer =>
    execFileSync('zstd', ['-q', '-c', ...args], {input: bytes, maxBuffer: 1 << 28})

  it.each([
    [['--fast=7']],
    [['-1']],
    [['-5']],
    [['-12']],
    [['-19', '--long=24']],
    [['--ultra', '-22', '--no-check']],
    [['-3', '--target-compressed-block-size=1500']],
    [['--long=31']],
    [['-T2', '-B65536']],
  ])('%j gives back what went in', async args => {
    for (const [name, bytes] of Object.entries(INPUTS)) {
      const unpacked = await decodeWith(zstd, pack(bytes, ...args))
      expect(unpacked.notices, name).toEqual([])
      expect(unpacked.bytes.equals(bytes), name).toBe(true)
    }
  })

  it('knows sizes that the frame tells, as files have them', async () => {
    for (const [name, bytes] of Object.entries(INPUTS)) {
      put(name, bytes)
      const packed = execFileSync('zstd', ['-q', '-c', `${folder}/${name}`], {maxBuffer: 1 << 28})
      expect(Buffer.from(readWholeFrame(packed, 2 ** 24)).equals(bytes), name).toBe(true)
      if (bytes.length > 1) expect(() => readWholeFrame(packed, bytes.length - 1), name).toThrow('more than')
      expect(() => readWholeFrame(packed.subarray(0, -6), 2 ** 24), name).toThrow()
    }
  })

  it('never gives other text than what went in without saying so', async () => {
    const packed = pack(text, '-9')
    await fc.assert(
      fc.asyncProperty(fc.nat(packed.length - 1), fc.integer({min: 1, max: 255}), async (at, bits) => {
        const hurt = Buffer.from(packed)
        hurt[at] = (hurt[at] ?? 0) ^ bits
        const {bytes, notices} = await decodeWith(zstd, hurt)
        expect(bytes.equals(text) || notices.length > 0).toBe(true)
      }),
      {numRuns: 60},
    )
  })

  it('made with a dictionary is not guessed at', async () => {
    const samples = Array.from({length: 30}, (_, at) => put(`sample${at}`, text.subarray(at * 900, at * 900 + 4000)))
    execFileSync('zstd', ['-q', '--train', ...samples, '--maxdict=4096', '-o', `${folder}/dictionary`], {
      stdio: 'ignore',
    })
    const {bytes, notices} = await decodeWith(zstd, pack(text, '-D', `${folder}/dictionary`))
    expect(bytes).toHaveLength(0)
    expect(notices).toMatchObject([{code: 'unsupported-format', lost: true}])
  })
})

describe('a Zstandard frame made by hand', () => {
  it('costs what its text costs, however wide its window and small its blocks', async () => {
    const blocks = Buffer.alloc(4 * 200_000, block('repeated', 1, false, 0x61))
    const {bytes, notices} = await decodeWith(zstd, frame(0, WIDEST, blocks, END))
    expect(bytes).toHaveLength(200_000)
    expect(notices).toEqual([])
  })

  it.each([
    ['a match before the text', block('packed', 8, true, 0x08, 0x61, 1, 0x54, 0, 5, 0, 0x80)],
    ['a type that does not exist', Buffer.from([0x07, 0, 0])],
    ['literals of codes that were never told', block('packed', 4, true, 0x03, 0x40, 0, 0)],
    ['a block of more than 128 KiB', block('repeated', 131_073, true, 0x61)],
    ['an empty packed block', block('packed', 0, true)],
  ])('with %s is damaged, what came before it kept', async (_, wrong) => {
    const {bytes, notices} = await decodeWith(zstd, frame(0, 0x58, block('stored', 3, false, 0x61, 0x62, 0x63), wrong))
    expect(bytes.toString()).toBe('abc')
    expect(notices).toMatchObject([{code: 'input-damaged', lost: true}])
  })

  it('that says another size than it has is damaged', async () => {
    const told = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, 5])
    const {notices} = await decodeWith(zstd, Buffer.concat([told, block('stored', 3, true, 1, 2, 3)]))
    expect(notices).toMatchObject([{code: 'input-damaged', lost: true}])
  })
})
