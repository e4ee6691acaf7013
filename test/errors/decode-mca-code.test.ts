import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {decodeMcaCode} from '../../src/errors/decode-mca-code.js'

// Values and meanings: Intel SDM vol. 3B, 16.9.1 and 16.9.2.
describe('an MCACOD', () => {
  test.each([
    [0x0000, {kind: 'no-error'}],
    [0x0001, {kind: 'unclassified'}],
    [0x0002, {kind: 'microcode-rom-parity'}],
    [0x0003, {kind: 'external'}],
    [0x0004, {kind: 'frc'}],
    [0x0005, {kind: 'internal-parity'}],
    [0x0006, {kind: 'smm-handler-violation'}],
    [0x000d, {kind: 'cache-hierarchy', level: 1}],
    [0x000f, {kind: 'cache-hierarchy', level: 'generic'}],
    [0x0014, {kind: 'tlb', type: 'data', level: 0}],
    [0x0091, {kind: 'memory-controller', transaction: 'read', channel: 1}],
    [0x009f, {kind: 'memory-controller', transaction: 'read'}],
    [0x00b2, {kind: 'memory-controller', transaction: 'address-command', channel: 2}],
    [0x00c0, {kind: 'memory-controller', transaction: 'scrub', channel: 0}],
    [0x00d3, {kind: 'memory-controller', channel: 3}],
    [0x0134, {kind: 'cache', type: 'data', level: 0, request: 'DRD'}],
    [0x0150, {kind: 'cache', type: 'instruction', level: 0, request: 'IRD'}],
    [0x017a, {kind: 'cache', type: 'generic', level: 2, request: 'EVICT'}],
    [0x0191, {kind: 'cache', type: 'instruction', level: 1}],
    [0x0290, {kind: 'extended-memory', transaction: 'read', channel: 0}],
    [0x0400, {kind: 'internal-timer'}],
    [0x0405, {kind: 'internal-unclassified'}],
    [0x080b, {kind: 'bus', participation: 'SRC', timeout: false, request: 'ERR', target: 'io', level: 'generic'}],
    [0x0b0f, {kind: 'bus', participation: 'RES', timeout: true, request: 'ERR', target: 'other', level: 'generic'}],
    [0x0e0b, {kind: 'io'}],
    [0x1152, {kind: 'cache', type: 'instruction', level: 2, request: 'IRD', filtered: true}],
    [0x110a, {kind: 'cache', type: 'generic', level: 2, request: 'ERR', filtered: true}],
    [0x0210, {kind: 'unclassified'}],
    [0x2091, {kind: 'unclassified'}],
  ])('%s', (value, shape) => {
    expect(decodeMcaCode(value)).toEqual({code: `0x${value.toString(16).padStart(4, '0')}`, ...shape})
  })

  test('AMD has no filter bit and one form for internal errors (APM vol. 2, 9.3.3.2)', () => {
    expect(decodeMcaCode(0x0500, 'amd')).toEqual({code: '0x0500', kind: 'internal'})
    expect(decodeMcaCode(0x1135, 'amd')).toEqual({code: '0x1135', kind: 'unclassified'})
    expect(decodeMcaCode(0x085b, 'amd')).toMatchObject({kind: 'bus', request: 'IRD', target: 'io'})
  })

  test('every value has exactly one kind and keeps its number', () => {
    for (let value = 0; value <= 0xffff; value++) {
      const {code, kind} = decodeMcaCode(value)
      if (kind === undefined || Number(code) !== value)
        throw new Error(`0x${value.toString(16)} has no kind or lost its number`)
    }
  })

  test('the filter bit changes nothing but the filter', () => {
    fc.assert(
      fc.property(fc.integer({min: 0, max: 0xfff}), value => {
        const {code: _, ...plain} = decodeMcaCode(value)
        const {code: __, filtered, ...rest} = decodeMcaCode(value | 0x1000)
        expect(filtered).toBe(true)
        expect(rest).toEqual(plain)
      }),
    )
  })
})
