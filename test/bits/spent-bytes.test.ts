import {describe, expect, it} from 'vitest'
import {lend, spend} from '../../src/bits/spent-bytes.js'
import {readLines} from '../../src/logs/read-lines.js'

describe('bytes that were lent', () => {
  it('are let go with the last of their buffer, not before', () => {
    const whole = new Uint8Array(1000).fill(7)
    lend(whole.subarray(0, 10))
    spend(whole.subarray(0, 600))
    expect(whole.length).toBe(1000)
    spend(whole.subarray(600))
    expect(whole.length).toBe(0)
    spend(whole)
  })

  it('are no others', () => {
    const own = new Uint8Array(1000).fill(7)
    spend(own)
    expect(own).toEqual(new Uint8Array(1000).fill(7))
  })

  it('are let go when the lines in them were read', async () => {
    const padded = (text: string): Uint8Array => Buffer.concat([Buffer.from(text), Buffer.alloc(300_000, '\n')])
    const mine = Uint8Array.from(padded('<0>Jan  1 00:00:00 a kernel: mce: one'))
    const yours = Uint8Array.from(padded('mce: two'))
    lend(yours)
    const bytes = async function* () {
      yield mine
      yield yours
    }
    const reading = readLines(bytes(), {input: 0, literals: ['mce:'], envelopes: []})
    const read: string[] = []
    for await (const batch of reading.batches) read.push(...batch.filter(({hit}) => hit).map(({text}) => text))
    expect(read).toEqual(['<0>Jan  1 00:00:00 a kernel: mce: one', 'mce: two'])
    expect([mine.length, yours.length]).toEqual([300_037, 0])
  })
})
