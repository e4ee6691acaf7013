import {describe, expect, test} from 'vitest'
import {bit, bits, reserved} from '../../src/bits/bit-field.js'
import {defineRegister} from '../../src/bits/define-register.js'

const example = defineRegister({
  id: 'example',
  name: 'EXAMPLE',
  width: 16,
  source: 'A manual, section 1, revision 2',
  fields: {
    TOP: bit(15, 'top'),
    RESERVED: reserved(14, 12),
    MODE: bits(11, 8, 'mode', {1: 'one'}),
    CODE: bits(7, 0, 'code'),
  },
})

const table =
  (fields: Parameters<typeof defineRegister>[0]['fields'], source = 'M, 1') =>
  () =>
    defineRegister({id: 'wrong', name: 'WRONG', width: 8, source, fields})

describe('a register table', () => {
  test('reads fields', () => {
    expect(example.read(0x81ffn)).toEqual({TOP: 1n, RESERVED: 0n, MODE: 1n, CODE: 0xffn})
    expect(example.number(0x0342n, 'MODE')).toBe(3)
    expect(example.has(0x0342n, 'TOP')).toBe(false)
  })
  test('writes fields, and cuts values that are too wide', () => {
    expect(example.write({TOP: 1n, CODE: 0x134n})).toBe(0x8034n)
  })
  test('reports reserved bits and bits above the width', () => {
    expect(example.residue(0x8fffn)).toBe(0n)
    expect(example.residue(0x7000n)).toBe(0x7000n)
    expect(example.residue(0x1_0000n)).toBe(0x1_0000n)
  })
  test('lists field by field in the manual’s order, with the meaning of the value', () => {
    expect(example.list(0x0100n).map(row => row.field)).toEqual(['TOP', 'RESERVED', 'MODE', 'CODE'])
    expect(example.list(0x0100n)[2]).toMatchObject({value: 1n, says: 'one', meaning: 'mode', reserved: false})
    expect(example.list(0x0200n)[2]).not.toHaveProperty('says')
  })
})

describe('a wrong table does not load, and says where', () => {
  test('overlap', () => {
    expect(table({A: bits(7, 3, 'a'), B: bits(4, 0, 'b')})).toThrow(/registers\/wrong: row B overlaps row A at bit 3/)
  })
  test('overhang', () => {
    expect(table({A: bits(8, 0, 'a')})).toThrow(/registers\/wrong: row A does not fit into 8 bits/)
  })
  test('ends the wrong way round', () => {
    expect(table({A: bits(0, 7, 'a')})).toThrow(/row A does not fit/)
  })
  test('an uncovered bit', () => {
    expect(table({A: bits(7, 4, 'a'), B: bits(2, 0, 'b')})).toThrow(/registers\/wrong: no row covers bit 3/)
  })
  test('no source', () => {
    expect(table({A: bits(7, 0, 'a')}, ' ')).toThrow(/registers\/wrong: 'source' is empty/)
  })
  test('a code that cannot occur', () => {
    expect(table({A: bits(7, 2, 'a'), B: bits(1, 0, 'b', {4: 'four'})})).toThrow(/row B explains code 4/)
  })
})
