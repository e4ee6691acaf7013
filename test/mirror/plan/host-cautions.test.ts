import {describe, expect, test} from 'vitest'
import {hostCautions} from '../../../src/mirror/plan/host-cautions.js'
import {layoutWith} from '../layout-builder.js'

const said = (fields: Parameters<typeof layoutWith>[0], guest = false) =>
  hostCautions(layoutWith(fields), guest)
    .map(({text}) => text)
    .join(' ')

describe('what of a machine stands against a partial mirror', () => {
  test.each([
    [{platform: {arch: 'x86_64', vendor: 'amd'}}, /No AMD or Hygon server/],
    [{platform: {arch: 'x86_64', vendor: 'hygon'}}, /No AMD or Hygon server/],
    [{platform: {arch: 'x86_64', hypervisorGuest: true}}, /virtual machine/],
    [{platform: {arch: 'x86_64', memoryMode: '2lm'}}, /one-level/],
    [{mode: 'full'}, /mirrored now/],
    [{mode: 'hypervisor-objects'}, /cannot be mirrored/],
    [{osPolicy: {kind: 'none', kernel: '4.4.0'}}, /Linux 4\.4\.0 does not steer .* 4\.6 and later/],
    [{platform: {arch: 'aarch64'}, osPolicy: {kind: 'none', kernel: '5.15.0'}}, /6\.0 and later/],
    [{regions: [{start: 0n, end: 1n << 40n, mirrored: false, media: 'cxl'}]}, /CXL/],
  ] as const)('%#', (fields, says) => {
    expect(said(fields)).toMatch(says)
  })
  test.each([
    [{osPolicy: {kind: 'none', kernel: '4.6.0'}}],
    [{osPolicy: {kind: 'none', kernel: '3.10.0-1160.el7.x86_64'}}],
    [{osPolicy: {kind: 'none', kernel: '5.10.0-136.12.0.86.oe2203sp1.aarch64'}, platform: {arch: 'aarch64'}}],
    [{platform: {arch: 'aarch64'}, osPolicy: {kind: 'none', kernel: '6.0.1'}}],
    [{platform: {arch: 'x86_64', vendor: 'intel', memoryMode: '1lm'}, osPolicy: {kind: 'none', kernel: '6.1.0'}}],
  ] as const)('nothing does: %#', fields => {
    expect(said(fields)).toBe('')
  })
  test('a guest by its log', () => {
    expect(said({}, true)).toMatch(/virtual machine/)
  })
  test('only what cannot be set at all forbids the plan', () => {
    const forbids = (fields: Parameters<typeof layoutWith>[0]) =>
      hostCautions(layoutWith(fields), false).some(caution => caution.forbids)
    expect(forbids({platform: {arch: 'x86_64', vendor: 'amd'}})).toBe(true)
    expect(forbids({platform: {arch: 'x86_64', memoryMode: '2lm'}, mode: 'full'})).toBe(false)
  })
})
