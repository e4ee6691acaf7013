import {describe, expect, it} from 'vitest'
import type {MemoryError} from '../../../src/errors/memory-error.js'
import {scoreDimm} from '../../../src/risk/dimms/dimm-score.js'
import {ALL_DIMMS, BY_MODE} from '../../../src/risk/dimms/failure-table.js'
import {buildError, DAY_MS, START_MS} from '../build-log.js'

const HOUR = DAY_MS / 24

const corrected = (hour: number, column: number, over: Partial<MemoryError> = {}): MemoryError =>
  buildError({
    severity: 'corrected',
    epochMs: START_MS + hour * HOUR,
    dram: {label: 'A1', bank: 1, row: 7, column},
    ...over,
  })

const scored = (errors: readonly MemoryError[]) => {
  const score = scoreDimm(errors)
  if (!score.applicable) throw new Error(score.because)
  return score
}

describe('the score of a DIMM', () => {
  it('is low for one error of one cell, raised for a row, higher for many errors of a bank', () => {
    const cell = scored([corrected(1, 3)])
    const row = scored([corrected(1, 3), corrected(2, 4), corrected(2, 5)])
    const bank = scored(
      Array.from({length: 120}, (_none, n) =>
        corrected(1 + n / 60, n, {dram: {label: 'A1', bank: 1, row: n, column: n}}),
      ),
    )
    expect(cell.lift).toBeLessThan(0.4)
    expect(row.lift).toBeGreaterThan(1.5)
    expect(bank.probability).toBeGreaterThan(row.probability)
    expect(bank.lift).toBeLessThan(9.5)
    for (const {p5, probability, p95} of [cell, row, bank]) {
      expect(p5).toBeLessThan(probability)
      expect(probability).toBeLessThan(p95)
      expect(p95).toBeLessThan(0.25)
    }
  })

  it('tells nothing of a DIMM that has failed already', () => {
    expect(scoreDimm([corrected(1, 3), corrected(2, 4), corrected(3, 5, {severity: 'srar'})])).toMatchObject({
      applicable: false,
      because: expect.stringContaining('before their first'),
    })
  })

  it('never multiplies ratios of classes that overlap', () => {
    const column = scored(
      Array.from({length: 60}, (_none, n) => corrected(1, 3, {dram: {label: 'A1', bank: 1, row: n, column: 3}})),
    )
    expect(column.mode).toBe('column')
    expect(column.lift).toBeLessThan(7.1)
    expect(column.lift).toBeGreaterThan(3.8)
  })

  it('shows the evidence of the nearest kind', () => {
    expect(scored([corrected(1, 3), corrected(2, 4)]).evidence).toBe(
      '9817 DIMMs with errors of this kind (row), of which 233 failed',
    )
  })

  it('looks at the last six hours of corrected errors', () => {
    const score = scored([corrected(1, 3), corrected(2, 4), corrected(30, 9), corrected(31, 9)])
    expect(score).toMatchObject({mode: 'cell', corrected: 2})
  })

  it('rests on the count alone where no cell is told, and says of which DIMMs the figures are', () => {
    const score = scored([corrected(1, 3, {dram: {label: 'A1'}})])
    expect(score.mode).toBe('unknown')
    expect(score.lift).toBeCloseTo(0.23, 1)
    expect(score.evidence).toMatch(/of any kind, of which 824 failed/)
  })

  it.each<[string, Partial<MemoryError>, RegExp]>([
    ['Arm', {cpuSignature: {vendor: 'arm', signature: 0, family: 0, model: 0, stepping: 0}}, /Arm/],
    [
      'Sapphire Rapids',
      {cpuSignature: {vendor: 'intel', signature: 0x806f8, family: 6, model: 0x8f, stepping: 8}},
      /DDR5/,
    ],
    ['Genoa', {cpuSignature: {vendor: 'amd', signature: 0xa10f11, family: 0x19, model: 0x11, stepping: 1}}, /DDR5/],
    ['firmware that tells by thresholds', {reporters: ['kernel-ghes']}, /threshold/],
    ['no corrected error', {severity: 'srar'}, /No corrected error/],
  ])('does not apply to %s', (_told, over, because) => {
    const score = scoreDimm([corrected(1, 3, over)])
    expect(score.applicable).toBe(false)
    expect(score.applicable ? '' : score.because).toMatch(because)
  })

  it('applies to DDR4 generations', () => {
    const cpuSignature = {vendor: 'intel', signature: 0x606a6, family: 6, model: 0x6a, stepping: 6} as const
    expect(scoreDimm([corrected(1, 3, {cpuSignature})]).applicable).toBe(true)
    const milan = {vendor: 'amd', signature: 0xa00f11, family: 0x19, model: 0x01, stepping: 1} as const
    expect(scoreDimm([corrected(1, 3, {cpuSignature: milan})]).applicable).toBe(true)
  })
})

describe('the table', () => {
  it('has rows that fail less and more often than all', () => {
    const base = ALL_DIMMS.failed / ALL_DIMMS.dimms
    expect(base).toBeCloseTo(0.0115, 4)
    const rate = ({failed, dimms}: {failed: number; dimms: number}) => failed / dimms
    expect(rate(BY_MODE.cell ?? ALL_DIMMS)).toBeLessThan(base)
    expect(rate(BY_MODE.bank ?? ALL_DIMMS)).toBeGreaterThan(rate(BY_MODE.row ?? ALL_DIMMS))
  })
})
