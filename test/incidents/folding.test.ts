import {describe, expect, it} from 'vitest'
import {banner, cper, edac, gather, mce, page} from './kit.js'

const UCNA = 0xbc00000000080090n

describe('inputs with clocks of their own', () => {
  const zoned = edac({input: 0, line: 5, wall: '2026-03-01T10:00:00Z', host: 'db7'}, {word: 'UE', address: 0x5000n})
  const between = edac(
    {input: 1, line: 5, wall: '2026-03-01T10:00:50Z', basis: 'no-year', host: 'db7'},
    {word: 'UE', address: 0x5000n},
  )
  const unixTime = Date.parse('2026-03-01T10:01:40Z') / 1000
  const late = mce({input: 2, line: 5, host: 'db7'}, {bank: 7, status: UCNA, addr: 0x5000n, unixTime})

  it.each([
    [zoned, between, late],
    [zoned, late, between],
    [between, zoned, late],
    [between, late, zoned],
    [late, zoned, between],
    [late, between, zoned],
  ])('tell one error when the one between joins the outer two, in every order (%#)', (...told) => {
    const inputs = told.map((one, input) => ({
      ...one,
      evidence: one.evidence.map(line => ({...line, position: {...line.position, input}})),
    }))
    expect(gather(inputs).errors).toHaveLength(1)
    expect(gather(inputs.filter((_one, index) => told[index] !== between)).errors).toHaveLength(2)
  })

  it('of whole seconds do not join what finer clocks tell apart', () => {
    const told = (input: number, stamp: (up: number) => object) => [
      banner({input, line: 1, host: 'db7', ...stamp(0)}),
      mce({input, line: 10, host: 'db7', ...stamp(3)}, {cpu: 4, bank: 7, status: UCNA, addr: 0x1000n, tsc: 3n}),
      edac({input, line: 20, host: 'db7', ...stamp(4)}, {address: 0x1000n}),
    ]
    const wall = (up: number) => new Date(Date.parse('2026-03-01T10:00:00Z') + up * 1000).toISOString()
    const both = told(0, up => ({up, wall: wall(up)}))
    const coarse = told(1, up => ({wall: `${wall(up).slice(0, 19)}Z`, basis: 'no-year'}))
    expect(gather(both).errors).toHaveLength(2)
    expect(gather([...both, ...coarse]).errors).toHaveLength(2)
    expect(gather([...coarse, ...both]).errors).toHaveLength(2)
  })
})

describe('firmware first', () => {
  const block = (line: number, text: string) => ({line, up: 77.5, text: `{1}[Hardware Error]: ${text}`})

  it('folds the driver’s line about the made-up record into the one about the real one', () => {
    const told = [
      edac({line: 10, up: 77.63}, {word: 'UE', address: 0x7e025e400n, mcaCode: 0x90, modelCode: 0xa0}),
      edac({line: 20, up: 77.74}, {word: 'UE', address: 0x7e025e400n, mcaCode: 0x9f, modelCode: 0}),
    ]
    expect(gather(told).errors).toHaveLength(1)
    expect(gather([...told].reverse()).errors).toHaveLength(1)
    const elsewhere = edac({line: 30, up: 77.8}, {word: 'UE', address: 0x111000n, mcaCode: 0x9f, modelCode: 0})
    expect(gather([...told, elsewhere]).errors).toHaveLength(2)
  })

  it('folds the section of the processor that read bad memory into the memory’s section of one block', () => {
    const memory = cper(block(1, 'error_type: 3'), {sectionSeverity: 'recoverable', address: 0x5000n})
    const reader = cper(block(2, 'cache error'), {sectionSeverity: 'recoverable', sectionType: 'processor-generic'})
    const {errors} = gather([memory, reader])
    expect(errors).toHaveLength(1)
    expect(errors[0]?.unit).toBe('dram')
  })

  it('joins a driver’s line that names no address to the page handled beside it', () => {
    const told = [
      page({line: 1, up: 50}, {action: 'recovery', address: 0x7740c0000n, result: 'recovered'}),
      edac({line: 2, up: 50.01}, {word: 'UE', location: {channel: 1}}),
    ]
    expect(gather(told).errors).toHaveLength(1)
    expect(gather([...told, edac({line: 3, up: 51}, {word: 'UE', location: {channel: 2}})]).errors).toHaveLength(2)
  })
})

describe('places told differently', () => {
  it('are shown as a disagreement, the board’s own name is kept', () => {
    const {errors} = gather([
      edac(
        {line: 1, up: 5},
        {word: 'UE', address: 0x5000n, location: {label: 'CPU_SrcID#0_MC#1_Chan#0_DIMM#0', channel: 0, slot: 0}},
      ),
      cper({line: 3, up: 5.1}, {sectionSeverity: 'recoverable', address: 0x5000n, location: {label: 'DIMM_A2'}}),
    ])
    expect(errors).toHaveLength(1)
    expect(errors[0]?.dram).toMatchObject({label: 'DIMM_A2', channel: 0, slot: 0})
    expect(errors[0]?.remarks).toContain('EDAC says channel 0 slot 0, the firmware says DIMM_A2.')
  })

  it('name both speakers where a coordinate differs', () => {
    const {errors} = gather([
      mce({line: 1, up: 5}, {cpu: 1, bank: 7, status: UCNA, addr: 0x5000n, socket: 1}),
      edac({line: 3, up: 5.1}, {word: 'UE', address: 0x5000n, location: {label: 'DIMM_A1', slot: 0}}),
      cper({line: 5, up: 5.2}, {sectionSeverity: 'recoverable', address: 0x5000n, location: {label: 'DIMM_A2'}}),
    ])
    expect(errors).toHaveLength(1)
    expect(errors[0]?.remarks).toContain('EDAC says DIMM_A1, the firmware says DIMM_A2.')
    expect(errors[0]?.dram?.label).toBe('DIMM_A1')
  })
})
