import {describe, expect, test} from 'vitest'
import {checkLayout} from '../../src/mirror/check-layout.js'
import type {MirrorLayout} from '../../src/mirror/layout.js'
import {hypotheticalLayout, isLayoutName} from '../../src/mirror/what-if.js'
import {bareLayout, layoutWith} from './layout-builder.js'

const GIB = 2 ** 30
const big = 1n << 30n

describe('names', () => {
  test.each(['none', 'full', 'partial:12.5', 'partial:0', 'partial:50', 'reliable:6.25'])('%s', name => {
    expect(isLayoutName(name)).toBe(true)
    expect(hypotheticalLayout(name, layoutWith())?.role).toBe('hypothetical')
  })
  test.each([
    '',
    'half',
    'partial',
    'partial:',
    'partial:50.01',
    'partial:-1',
    'partial:1e1',
    'partial:12.555',
    'reliable:99',
    'toString',
    'full:1',
  ])('“%s” is none', name => {
    expect(isLayoutName(name)).toBe(false)
    expect(hypotheticalLayout(name, layoutWith())).toBeUndefined()
  })
})

test('1 TiB on two nodes, 12.5 % above 4 GiB: 14.5 % of what is visible is mirrored', () => {
  const actual: MirrorLayout = {
    ...bareLayout('none'),
    regions: [
      {start: 0n, end: 2n * big, mirrored: false, node: 0},
      {start: 4n * big, end: 514n * big, mirrored: false, node: 0},
      {start: 514n * big, end: 1026n * big, mirrored: false, node: 1},
    ],
  }
  const layout = hypotheticalLayout('partial:12.5', actual)
  expect(layout?.capacity.installedBytes).toBe(1024 * GIB)
  expect((layout?.capacity.mirroredBytes ?? 0) / GIB).toBeCloseTo(129.75, 1)
  expect((layout?.capacity.mirroredBytes ?? 0) / (layout?.capacity.osVisibleBytes ?? 1)).toBeCloseTo(0.145, 3)
  expect(layout && checkLayout(layout)).toEqual([])
  expect(layout?.regions.map(({node, mirrored}) => [node, mirrored])).toEqual([
    [0, true],
    [0, true],
    [0, false],
    [1, true],
    [1, false],
  ])
})

test('without any known memory the layout has no regions and invents none', () => {
  expect(hypotheticalLayout('partial:10', bareLayout('unknown'))).toMatchObject({
    mode: 'partial',
    regions: [],
    capacity: {},
  })
})

test('the crash kernel stays unsteered', () => {
  const actual = layoutWith({
    osPolicy: {kind: 'kernelcore-mirror', effective: false, ineffectiveReason: 'kdump-kernel'},
  })
  expect(hypotheticalLayout('partial:10', actual)?.osPolicy).toMatchObject({
    effective: false,
    ineffectiveReason: 'kdump-kernel',
  })
})
