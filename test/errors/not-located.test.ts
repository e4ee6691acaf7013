import {describe, expect, test} from 'vitest'
import type {MemoryError, PhysicalAddress} from '../../src/errors/memory-error.js'
import {whyNotLocated} from '../../src/errors/not-located.js'

const at = (kind: PhysicalAddress['kind']): PhysicalAddress => ({value: 0x1fa3c5000n, granularityBytes: 4096, kind})
const reasonOf = (error: Partial<MemoryError>): string | undefined => whyNotLocated({unit: 'dram', ...error})?.reason

describe('why a memory error leads to no DIMM', () => {
  test.each<[string, Partial<MemoryError>, string | undefined]>([
    ['a name on the board', {dram: {label: 'P1-DIMMC1', channel: 2}}, undefined],
    ['a driver’s numbers', {dram: {label: 'CPU_SrcID#0_MC#1_Chan#0_DIMM#0', channel: 0, slot: 0}}, 'label-missing'],
    ['a chip select', {dram: {label: 'mc#0csrow#2channel#1', chipSelect: 2, channel: 1}}, 'label-missing'],
    ['a channel', {dram: {channel: 1, socket: 0}}, 'channel-only'],
    ['two modules', {dram: {label: 'DIMM_A1 or DIMM_A2'}}, 'several-modules'],
    ['any memory', {dram: {label: 'any memory'}}, 'several-modules'],
    ['unknown memory', {dram: {label: 'unknown memory'}, address: at('system')}, 'address-only'],
    ['a normalized address', {address: at('normalized')}, 'normalized-address'],
    ['a page', {address: at('page-frame')}, 'page-frame-only'],
    ['a page of an unknown unit', {unit: 'unknown', address: at('page-frame')}, 'page-frame-only'],
    ['a device', {unit: 'cxl', address: at('device')}, 'device-address'],
    ['a system address', {address: at('system')}, 'address-only'],
    ['nothing', {}, 'nothing-told'],
    ['a cache', {unit: 'cache', address: at('system')}, undefined],
  ])('%s', (_, error, reason) => expect(reasonOf(error)).toBe(reason))

  test('each reason has words of its own, and most say which file would tell', () => {
    const errors: Partial<MemoryError>[] = [
      {dram: {slot: 0}},
      {dram: {channel: 1}},
      {dram: {label: 'A or B'}},
      ...(['normalized', 'device', 'page-frame', 'system'] as const).map(kind => ({address: at(kind)})),
      {},
    ]
    const words = errors.map(error => whyNotLocated({unit: 'dram', ...error})?.why ?? '')
    expect(new Set(words).size).toBe(errors.length)
    expect(words.filter(why => /dmidecode|ipmitool|EDAC|ras-mc-ctl/.test(why)).length).toBeGreaterThanOrEqual(7)
  })
})
