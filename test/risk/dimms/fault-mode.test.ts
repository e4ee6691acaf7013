import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {DramLocation} from '../../../src/records/hardware-error-record.js'
import {faultModeOf} from '../../../src/risk/dimms/fault-mode.js'
import {buildError} from '../build-log.js'

const at = (bank: number, row: number, column: number, over: DramLocation = {}) =>
  buildError({severity: 'corrected', dram: {label: 'A1', rank: 0, bank, row, column, ...over}})

const modeOf = (...errors: ReturnType<typeof at>[]) => faultModeOf(errors).mode

describe('the fault mode of a DIMM', () => {
  it('is told from distinct cells', () => {
    expect(modeOf(at(1, 7, 3), at(1, 7, 3), at(1, 7, 3))).toBe('cell')
    expect(modeOf(at(1, 7, 3), at(1, 7, 9))).toBe('row')
    expect(modeOf(at(1, 7, 3), at(1, 8, 3))).toBe('column')
    expect(modeOf(at(1, 7, 3), at(1, 8, 4))).toBe('bank')
    expect(modeOf(at(1, 7, 3), at(1, 7, 4), at(1, 8, 3))).toBe('bank')
    expect(modeOf(at(1, 7, 3), at(2, 7, 3))).toBe('multi-bank')
    expect(modeOf(at(1, 7, 3, {bankGroup: 0}), at(1, 7, 3, {bankGroup: 1}))).toBe('multi-bank')
    expect(modeOf(at(1, 7, 3), at(1, 7, 9, {rank: 1}))).toBe('multi-rank')
    expect(modeOf(at(1, 7, 3, {device: 2}), at(1, 7, 9, {device: 5}))).toBe('rank')
  })

  it('says how many cells and errors it rests on, and how likely chance is', () => {
    const mode = faultModeOf([at(1, 7, 3), at(1, 7, 9), at(1, 7, 9), buildError({dram: {label: 'A1'}})])
    expect(mode).toMatchObject({mode: 'row', cells: 2, located: 3, errors: 4})
    expect(mode.chance).toBeLessThan(1e-3)
    expect(faultModeOf([at(1, 7, 3), at(1, 8, 3)]).chance).toBeLessThan(1e-3)
  })

  it('is not widened by one stray cell among many', () => {
    const row = Array.from({length: 12}, (_none, column) => at(1, 7, column))
    expect(faultModeOf([...row, at(3, 900, 5)])).toMatchObject({
      mode: 'row',
      because: expect.stringContaining('1 elsewhere'),
    })
    expect(modeOf(...row.slice(0, 3), at(3, 900, 5))).toBe('multi-bank')
  })

  it('is unknown where only physical addresses are known', () => {
    const pages = [0x1000n, 0x2000n].map(value =>
      buildError({dram: {label: 'A1'}, address: {value, granularityBytes: 64, kind: 'system'}}),
    )
    expect(faultModeOf(pages)).toMatchObject({mode: 'unknown', cells: 0, located: 0})
    expect(faultModeOf(pages).because).toMatch(/only physical addresses are known \(2 pages\)/)
    expect(faultModeOf([buildError({dram: {label: 'A1', row: 7}})]).because).toMatch(
      /not bank, row and column together/,
    )
    expect(faultModeOf([]).mode).toBe('unknown')
  })

  it('is the channel where command or address wires failed', () => {
    const wires = buildError({
      dram: {label: 'A1'},
      mca: {code: '0x00b0', kind: 'memory-controller', transaction: 'address-command', channel: 0},
    })
    expect(faultModeOf([wires]).mode).toBe('channel')
  })

  it('does not depend on order or repetition', () => {
    const cell = fc.record({bank: fc.nat(2), row: fc.nat(3), column: fc.nat(3), rank: fc.nat(1)})
    fc.assert(
      fc.property(fc.array(cell, {minLength: 1, maxLength: 12}), fc.nat(), (cells, turn) => {
        const errors = cells.map(({bank, row, column, rank}) => at(bank, row, column, {rank}))
        const turned = [...errors.slice(turn % errors.length), ...errors.slice(0, turn % errors.length), ...errors]
        expect(modeOf(...turned)).toBe(modeOf(...errors))
      }),
    )
  })
})
