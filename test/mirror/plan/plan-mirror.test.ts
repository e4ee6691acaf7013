import {describe, expect, test} from 'vitest'
import {kernelNeed} from '../../../src/mirror/plan/kernel-need.js'
import {planMirror} from '../../../src/mirror/plan/plan-mirror.js'
import {effectiveShare, PLATFORMS, platformOf, whyUnoffered} from '../../../src/mirror/plan/platform-steps.js'

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
  test('the smallest share of Dell’s mode is 12.5 %, of all memory: 128 GiB mirrored, 896 visible, 14.3 % protected', () => {
    const plan = ask({platform: platform('dell-frm')})
    expect(plan).toMatchObject({effective: 1250, mirrored: 128 * GIB, visible: 896 * GIB})
    expect(plan.protectedShare).toBeCloseTo(0.1429, 4)
  })
  test('HPE offers 10 % and 20 % of what lies above 4 GiB', () => {
    expect(ask({platform: platform('hpe-proliant')}).effective).toBe(1000)
    expect(ask({platform: platform('hpe-proliant'), headroom: 3}).effective).toBe(2000)
    expect(ask({platform: platform('hpe-proliant'), headroom: 9}).effective).toBeUndefined()
  })
})

describe('a share that the platform does not offer', () => {
  test.each([
    ['lenovo-xeon-6', 4500, 4000, /offers at most 40 %, less than the 45 % asked for/],
    ['dell-frm', 3000, 2500, /offers at most 25 %/],
    ['lenovo-xeon-6', 501, 1000, undefined],
    ['lenovo-4th-gen', 1234, 1234, undefined],
  ])('%s asked for %d basis points: %d', (id, asked, effective, says) => {
    const plan = ask({platform: platform(id), asked})
    expect(plan.effective).toBe(effective)
    if (says === undefined) expect(plan.warnings.join(' ')).not.toContain('offers at most')
    else expect(plan.warnings.join(' ')).toMatch(says)
  })
})

describe('Dell’s fixed mode on four sockets, as its paper shows it: nodes of 96 GiB', () => {
  const four = [0, 1, 2, 3].map(node => ({node, installed: 96 * GIB, low: node === 0 ? 2 * GIB : 0}))
  const plan = ask({
    nodes: four,
    need: kernelNeed(4 * GIB, undefined),
    platform: platform('dell-frm-yx4x'),
    asked: 2500,
  })
  test('48, 48, 96 and 96 GiB are left, 96 GiB of 384 are mirrored', () => {
    expect(plan.nodes.map(({visible}) => visible / GIB)).toEqual([48, 48, 96, 96])
    expect(plan).toMatchObject({mirrored: 96 * GIB, visible: 288 * GIB})
  })
  test('the other two have none, and that is said', () => {
    expect(plan.warnings.join(' ')).toMatch(/nodes 2, 3 would have none\. Node interleaving/)
    expect(plan.nodes.map(({enough}) => enough)).toEqual([true, true, false, false])
  })
  test('two sockets give alike', () => {
    const two = ask({nodes: four.slice(0, 2), platform: platform('dell-frm-yx4x'), asked: 2500})
    expect(two.nodes.map(({mirrored}) => mirrored / GIB)).toEqual([24, 24])
  })
})

describe('odd machines', () => {
  const even = (nodes: number, installed: number) =>
    Array.from({length: nodes}, (_, node) => ({
      node,
      installed: installed / nodes,
      low: node === 0 ? Math.min(2 * GIB, installed / nodes / 2) : 0,
    }))
  test.each([
    ['one node', even(1, TIB)],
    ['eight nodes', even(8, TIB)],
    ['one GiB', even(1, GIB)],
    ['3 GiB, all of it below 4 GiB', [{node: 0, installed: 3 * GIB, low: 3 * GIB}]],
    ['a node of 64 MiB beside one of 512 GiB', [...even(1, 512 * GIB), {node: 1, installed: 2 ** 26, low: 0}]],
  ])('%s: no share mirrors more than half, nothing is negative, more never protects less', (_name, nodes) => {
    const need = kernelNeed(undefined, undefined)
    const protectedShares = [0, 1, 1250, 4500, 5000].map(asked => {
      const plan = ask({nodes, need, asked})
      for (const {mirrored, visible, need: own} of plan.nodes) {
        expect(mirrored).toBeLessThanOrEqual(visible)
        expect(own).toBeGreaterThanOrEqual(0)
      }
      expect(plan.protectedShare).toBeLessThanOrEqual(1)
      expect(plan.mirrored + plan.visible).toBe(plan.installed)
      return plan.protectedShare
    })
    expect([...protectedShares].sort((a, b) => a - b)).toEqual(protectedShares)
    expect(protectedShares.at(-1)).toBe(1)
    expect(ask({nodes, need}).effective).toBeDefined()
  })
  test('0 %: only what lies below 4 GiB, and both nodes starve', () => {
    const plan = ask({asked: 0})
    expect(plan.mirrored).toBe(2 * GIB)
    expect(plan.warnings.join(' ')).toMatch(/On nodes 0, 1 the kernel would run out/)
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
  test.each([
    ['amd', /no AMD/],
    ['EPYC-9004', /no AMD/],
    ['hygon', /Hygon/],
    ['power10', /Active Memory Mirroring/],
    ['primequest', /home board/],
    ['acme', undefined],
  ])('%s offers none, or says nothing', (id, says) => {
    if (says === undefined) expect(whyUnoffered(id)).toBeUndefined()
    else expect(whyUnoffered(id)).toMatch(says)
    expect(platformOf(id)).toBeUndefined()
  })
  test('more than half is nothing any firmware takes', () => {
    for (const entry of PLATFORMS) expect(effectiveShare(5001, entry)).toBeUndefined()
  })
})
