import {describe, expect, test} from 'vitest'
import {kernelNeed} from '../../src/mirror/plan/kernel-need.js'
import {planMirror} from '../../src/mirror/plan/plan-mirror.js'
import {effectiveShare, PLATFORMS, platformOf} from '../../src/mirror/plan/platform-steps.js'

const GIB = 2 ** 30
const TIB = 1024 * GIB
/** 1 TiB on two nodes, 2 GiB of it below 4 GiB. */
const NODES = [
  {node: 0, installed: TIB / 2, low: 2 * GIB},
  {node: 1, installed: TIB / 2, low: 0},
]
const platform = (id: string) => {
  const found = platformOf(id)
  if (found === undefined) throw new Error(id)
  return found
}
const ask = (fields: Partial<Parameters<typeof planMirror>[0]> = {}) =>
  planMirror({
    nodes: NODES,
    need: kernelNeed(36 * GIB, undefined),
    headroom: 1.5,
    platform: platform('lenovo-4th-gen'),
    ...fields,
  })

describe('1 TiB on two nodes', () => {
  test('12.5 %: 130 GiB mirrored, 894 visible, 14.5 % of it protected, 3.6 times the kernel’s 36 GiB', () => {
    const plan = ask({asked: 1250})
    expect(plan.mirrored / GIB).toBeCloseTo(129.75, 1)
    expect(plan.visible / GIB).toBeCloseTo(894.25, 1)
    expect(plan.protectedShare).toBeCloseTo(0.145, 3)
    expect(plan.nodes.every(({enough}) => enough)).toBe(true)
    expect((plan.mirrored - 2 * GIB) / (36 * GIB)).toBeCloseTo(3.55, 1)
  })
  test.each([
    [1.5, 5.3],
    [2, 7.05],
  ])('a need of 36 GiB with %d times headroom takes about %d %%', (headroom, percent) => {
    expect(ask({headroom}).wanted / 100).toBeCloseTo(percent, 1)
  })
  test('a platform with steps of 5 % gives 10 %', () => {
    expect(ask({platform: platform('lenovo-xeon-6')})).toMatchObject({wanted: 529, effective: 1000})
  })
  test('the smallest share of Dell’s mode is 12.5 %', () => {
    expect(ask({platform: platform('dell-frm')}).effective).toBe(1250)
  })
})

test('the node in most need sets the share', () => {
  const lopsided = [
    {node: 0, installed: 64 * GIB, low: 2 * GIB},
    {node: 1, installed: 960 * GIB, low: 0},
  ]
  const need = {of: () => 8 * GIB, basis: {kind: 'stated', words: ''}} as const
  const plan = ask({nodes: lopsided, need})
  expect(plan.wanted).toBeGreaterThan(1900)
  expect(plan.nodes.every(({enough}) => enough)).toBe(true)
})

test('a share that starves a node is told', () => {
  const plan = ask({asked: 200})
  expect(plan.nodes.some(({enough}) => !enough)).toBe(true)
  expect(plan.warnings.join(' ')).toContain('out-of-memory')
})

test('a need beyond half of the memory cannot be met by a partial mirror', () => {
  const plan = ask({need: kernelNeed(700 * GIB, undefined)})
  expect(plan.effective).toBeUndefined()
  expect(plan.warnings.join(' ')).toContain('full mirror')
})

test('near half a full mirror is advised', () => {
  expect(ask({asked: 4200}).warnings.join(' ')).toContain('full mirror')
})

describe('the kernel’s need', () => {
  test('assumed: 4 % of what is visible', () => {
    const need = kernelNeed(undefined, undefined)
    expect(need.of(100 * GIB, 1) / GIB).toBeCloseTo(4)
    expect(need.basis.kind).toBe('assumed')
  })
  test('measured: page descriptors plus what meminfo counts', () => {
    const need = kernelNeed(undefined, {slab: 8 * GIB, pageTables: 2 * GIB})
    expect(need.of(512 * GIB, 0.5) / GIB).toBeCloseTo(8 + 0.25 + 5)
    expect(need.basis.kind).toBe('measured')
  })
  test('an empty meminfo measures nothing', () => {
    expect(kernelNeed(undefined, {}).basis.kind).toBe('assumed')
  })
})

describe('platforms', () => {
  test.each(PLATFORMS)('$id cites its source and offers shares that firmware takes, ascending', entry => {
    expect(entry.cites.length).toBeGreaterThan(0)
    expect(entry.setup.length).toBeGreaterThan(0)
    const offered = entry.offered ?? []
    expect([...offered].sort((a, b) => a - b)).toEqual(offered)
    expect(offered.every(step => step > 0 && step <= 5000)).toBe(true)
  })
  test('a share is never settled downwards', () => {
    for (const entry of PLATFORMS)
      for (const asked of [1, 500, 501, 1250, 2501, 5000])
        expect(effectiveShare(asked, entry) ?? 5000).toBeGreaterThanOrEqual(asked)
  })
  test('more than half is nothing any firmware takes', () => {
    for (const entry of PLATFORMS) expect(effectiveShare(5001, entry)).toBeUndefined()
  })
})
