import {describe, expect, it} from 'vitest'
import {inventoryOf} from '../../src/incidents/inventory.js'
import type {PlatformFact, PlatformFactBody} from '../../src/records/platform-fact.js'

let line = 0
const told = (body: PlatformFactBody): PlatformFact => {
  line += 1
  const position = {input: 0, line, byteOffset: line * 10}
  return {...body, dialect: 'x', envelope: {id: 'bare', time: {basis: 'none'}}, evidence: [{position, text: 'x'}]}
}

const counter = (count: number, seconds?: number, name = 'Corrected errors'): PlatformFact =>
  told({
    kind: 'fact',
    fact: 'error-counter',
    scope: 'mc0',
    name,
    count,
    period: 'current',
    ...(seconds === undefined ? {} : {seconds}),
  })

describe('an inventory', () => {
  it('is none where nothing is counted or named', () => {
    expect(inventoryOf([])).toBeUndefined()
    expect(inventoryOf([[told({kind: 'fact', fact: 'shutdown', text: 'down'})], [counter(0)]])).toBeUndefined()
  })

  it('tells a counter as it stood last', () => {
    expect(
      inventoryOf([[counter(5, 60)], [counter(2, 10), counter(9, undefined, 'Uncorrected errors')]])?.counters,
    ).toEqual([
      {scope: 'mc0', name: 'Corrected errors', count: 2, seconds: 10, period: 'current', position: expect.anything()},
      {scope: 'mc0', name: 'Uncorrected errors', count: 9, period: 'current', position: expect.anything()},
    ])
  })

  it('puts together what several places say of a module', () => {
    const dimm = (more: Partial<Extract<PlatformFactBody, {fact: 'dimm'}>>) =>
      told({kind: 'fact', fact: 'dimm', label: 'DIMM_A1', text: 'x', ...more})
    const first = dimm({sizeMiB: 16384})
    const modules = inventoryOf([
      [
        first,
        dimm({serialNumber: '1234'}),
        told({kind: 'fact', fact: 'dimm-disabled', text: 'DIMM in slot 3 disabled'}),
      ],
      [told({kind: 'fact', fact: 'dimm-disabled', label: 'DIMM_A1', text: 'DIMM_A1 is disabled'})],
    ])?.modules
    expect(modules).toMatchObject([
      {
        label: 'DIMM_A1',
        sizeMiB: 16384,
        serialNumber: '1234',
        disabled: 'DIMM_A1 is disabled',
        position: first.evidence[0]?.position,
      },
      {label: 'DIMM in slot 3 disabled', disabled: 'DIMM in slot 3 disabled'},
    ])
  })

  it('is bounded', () => {
    const many = Array.from({length: 3000}, (_, index) =>
      told({kind: 'fact', fact: 'dimm', label: `DIMM ${index}`, text: 'x'}),
    )
    expect(inventoryOf([many])?.modules).toHaveLength(2000)
  })
})
