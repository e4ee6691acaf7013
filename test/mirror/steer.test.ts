import {expect, test} from 'vitest'
import type {MirrorLayout} from '../../src/mirror/layout.js'
import {STEERED, steerIntoMirror} from '../../src/mirror/steer.js'
import {bareLayout, layoutWith, PARTIAL_REGIONS} from './layout-builder.js'

const unused = layoutWith({osPolicy: {kind: 'none', effective: false}})
const policy = (fields: Partial<MirrorLayout['osPolicy']>) =>
  layoutWith({osPolicy: {kind: 'kernelcore-mirror', ...fields}})

test('ranges that nobody uses: the same ranges with kernel data in them', () => {
  expect(steerIntoMirror(unused)).toEqual({
    layout: {
      ...unused,
      role: 'hypothetical',
      name: STEERED,
      regions: PARTIAL_REGIONS,
      osPolicy: {kind: 'kernelcore-mirror', effective: true, fallbackAllowed: false, userPolicy: 'never'},
    },
  })
})

test('an option that another overrode is put right', () => {
  const steering = steerIntoMirror(policy({effective: false, ineffectiveReason: 'movable-node'}))
  expect('layout' in steering && steering.layout.osPolicy.ineffectiveReason).toBe(undefined)
  expect('layout' in steering && steering.layout.osPolicy.effective).toBe(true)
})

test.each([
  ['no mirror', bareLayout('none'), 'no'],
  ['POWER’s mirror of hypervisor objects', bareLayout('hypervisor-objects'), 'no'],
  ['all of it mirrored', bareLayout('full'), 'not-needed'],
  ['not known', bareLayout('unknown'), 'unknown'],
  ['steered already', layoutWith(), 'no'],
  ['a kernel without the option', policy({effective: false, ineffectiveReason: 'kernel-too-old'}), 'no'],
  ['the crash kernel', policy({effective: false, ineffectiveReason: 'kdump-kernel'}), 'no'],
  [
    'a virtual machine',
    layoutWith({osPolicy: {kind: 'none'}, platform: {arch: 'x86_64', hypervisorGuest: true}}),
    'unknown',
  ],
] as const)('%s: nothing to steer, and why', (_what, layout, settled) => {
  expect(steerIntoMirror(layout)).toMatchObject({settled, because: expect.stringMatching(/\.$/)})
})
