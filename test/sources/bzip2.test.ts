import {execFileSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import bzip2 from '../../src/sources/codecs/bzip2.js'
import {hasTool} from './archives.js'
import {decodeWith, inChunks} from './bytes.js'

const text = readFileSync(new URL('../../samples/storm-to-uncorrected.log', import.meta.url))
const noise = Buffer.from(Array.from({length: 250_000}, (_, at) => Math.imul(at ^ (at >>> 7), 2654435761) >>> 24))
const INPUTS = {
  text,
  noise,
  both: Buffer.concat([text, noise, Buffer.alloc(2000, 0x61), text]),
  runs: Buffer.from(Array.from({length: 600}, (_, at) => String(at % 7).repeat(at)).join('')),
  zeros: Buffer.alloc(3_000_000),
  one: Buffer.from('x'),
}

describe.skipIf(!hasTool('bzip2'))('bzip2 (needs the tool bzip2)', () => {
  const pack = (bytes: Uint8Array, ...args: readonly string[]): Buffer =>
    execFileSync('bzip2', ['-c', ...args], {input: bytes, maxBuffer: 1 << 28})

  it.each(['-1', '-5', '-9'])('%s gives back what went in, one after the other too', async level => {
    for (const [name, bytes] of Object.entries(INPUTS)) {
      const packed = pack(bytes, level)
      const {bytes: unpacked, notices} = await decodeWith(
        bzip2,
        Buffer.concat([packed, pack(Buffer.from('more\n')), packed]),
      )
      expect(notices, name).toEqual([])
      expect(unpacked.equals(Buffer.concat([bytes, Buffer.from('more\n'), bytes])), name).toBe(true)
    }
  })

  it('never gives other text than what went in without saying so', async () => {
    const packed = pack(text)
    await fc.assert(
      fc.asyncProperty(fc.nat(packed.length - 1), fc.integer({min: 1, max: 255}), async (at, bits) => {
        const hurt = Buffer.from(packed)
        hurt[at] = (hurt[at] ?? 0) ^ bits
        const {bytes, notices} = await decodeWith(bzip2, hurt)
        expect(bytes.equals(text) || notices.length > 0).toBe(true)
      }),
      {numRuns: 60},
    )
  })

  it('cut inside the magic of a further stream is said to be cut', async () => {
    for (const length of [1, 2, 3]) {
      const packed = pack(text)
      const {bytes, notices} = await decodeWith(bzip2, Buffer.concat([packed, packed.subarray(0, length)]))
      expect(bytes.equals(text)).toBe(true)
      expect(notices).toMatchObject([{code: 'input-truncated', lost: true}])
    }
  })

  it('hands on what a small block stands for piece by piece', async () => {
    const packed = execFileSync('sh', ['-c', 'head -c 200000000 /dev/zero | bzip2 -c'], {maxBuffer: 1 << 20})
    expect(packed.length).toBeLessThan(1000)
    const decoded = bzip2.decode?.(inChunks(packed), () => undefined)
    let most = 0
    let made = 0
    for await (const piece of decoded ?? []) {
      most = Math.max(most, piece.length)
      made += piece.length
      if (made > 2 ** 24) break
    }
    expect(made).toBeGreaterThan(2 ** 24)
    expect(most).toBeLessThanOrEqual(2 ** 17)
  })
})
