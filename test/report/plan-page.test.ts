import {describe, expect, test} from 'vitest'
import {hostCautions} from '../../src/mirror/plan/host-cautions.js'
import {kernelNeed} from '../../src/mirror/plan/kernel-need.js'
import {planMirror} from '../../src/mirror/plan/plan-mirror.js'
import {PLATFORMS, type PlatformMirror} from '../../src/mirror/plan/platform-steps.js'
import {cells} from '../../src/report/cells.js'
import type {Say} from '../../src/report/language/speaker.js'
import {openVoice} from '../../src/report/language/voice.js'
import {mirroredNow} from '../../src/report/mirrored-now.js'
import {planPage} from '../../src/report/plan-page.js'
import {bareLayout, layoutWith} from '../mirror/layout-builder.js'

const GIB = 2 ** 30
const need = kernelNeed(undefined, undefined)

const pageOf = (platform: PlatformMirror, nodes: number, installed: number, asked?: number, say?: Say): string => {
  const each = Array.from({length: nodes}, (_, node) => ({
    node,
    installed: installed / nodes,
    low: node === 0 ? Math.min(2 * GIB, installed / nodes / 2) : 0,
  }))
  const plan = planMirror({nodes: each, need, headroom: 1.5, platform, ...(asked === undefined ? {} : {asked})})
  return planPage({plan, platform, headroom: 1.5, need, cautions: []}, say)
}
const named = (id: string): PlatformMirror => {
  const found = PLATFORMS.find(platform => platform.id === id)
  if (found === undefined) throw new Error(id)
  return found
}

describe.each(PLATFORMS)('$id', platform => {
  test.each([
    [1, GIB],
    [2, 1024 * GIB],
    [8, 12 * 1024 * GIB],
  ])('%d nodes of %d bytes together: 80 cells, no number that is none', (nodes, installed) => {
    for (const asked of [undefined, 0, 1250, 5000]) {
      const page = pageOf(platform, nodes, installed, asked)
      for (const line of page.split('\n')) expect([line, [...line].length <= 80]).toEqual([line, true])
      expect(page).not.toMatch(/NaN|Infinity|undefined|-\d+(?:\.\d+)? [KMGT]?i?B/)
    }
  })
  test('says how to set it, what steers data into it and how to see that it is in force', () => {
    const page = pageOf(platform, 2, 1024 * GIB, 1000)
    expect(page).toContain(platform.consumer)
    expect(page).toContain('dmesg | grep -i mirror')
    expect(page.includes('efibootmgr -m t -M')).toBe(platform.byVariable === true)
    expect(page).not.toContain('{')
  })
})

test('in Chinese to the last sentence, 80 cells wide', async () => {
  const {say, missing} = await openVoice('zh-CN')
  for (const platform of PLATFORMS)
    for (const asked of [undefined, 0, 1250, 5000]) {
      const page = pageOf(platform, 4, 1024 * GIB, asked, say)
      for (const line of page.split('\n')) expect([line, cells(line) <= 80]).toEqual([line, true])
    }
  for (const {text} of [
    ...hostCautions(layoutWith({platform: {arch: 'x86_64', vendor: 'amd', memoryMode: '2lm'}}), true),
    ...hostCautions({...bareLayout('full'), osPolicy: {kind: 'none', kernel: '4.4.0'}}, false),
    ...hostCautions(bareLayout('hypervisor-objects'), false),
  ])
    expect(say(text)).toMatch(/\p{Script=Han}/u)
  expect([...missing]).toEqual([])
})

test('12.5 % of 1 TiB in Dell’s mode: 128 GiB, 896 GiB left, 14.3 % of it held twice', () => {
  const page = pageOf(named('dell-frm'), 2, 1024 * GIB, 1250)
  expect(page).toContain('12.5 % of all memory')
  expect(page).toContain('128 GiB of 1 TiB installed')
  expect(page).toContain('896 GiB, of which 14.3 % has a second copy')
  expect(page).toContain('FRM Percentage: 12.5 %')
})

test('the share to type stands in the menu’s unit', () => {
  expect(pageOf(named('lenovo-4th-gen'), 2, 1024 * GIB, 1275)).toContain('Partial Mirror Ratio In Basis Points: 1275')
  expect(pageOf(named('hpe-proliant'), 2, 1024 * GIB, 1900)).toContain('Partial Mirror (20% above 4GB)')
  expect(pageOf(named('generic'), 2, 1024 * GIB, 1250)).toContain('MirroredPercentageAbove4G: 12.50')
})

test('where nothing on offer is enough no command is printed', () => {
  const page = pageOf(named('dell-frm-yx4x'), 4, 384 * GIB)
  expect(page).toContain('none of 25 % is enough')
  expect(page).not.toContain('Set it')
})

test('how the machine stands now, and what stands against it', () => {
  const layout = layoutWith({platform: {arch: 'x86_64', vendor: 'amd'}})
  const platform = named('generic')
  const plan = planMirror({nodes: [{node: 0, installed: 64 * GIB, low: 2 * GIB}], need, headroom: 1.5, platform})
  const page = planPage({
    host: 'db7',
    plan,
    platform,
    headroom: 1.5,
    need,
    now: mirroredNow(layout),
    cautions: hostCautions(layout, false),
  })
  expect(page).toMatch(/^db7: a partial mirror/)
  expect(page).toMatch(/Now {13}part of the memory is mirrored, 18 GiB; kernel data is/)
  expect(page).toContain('▲ No AMD or Hygon server')
  expect(page).not.toMatch(/Set it|Verify/)
  expect(mirroredNow(bareLayout('none'))).toBe('nothing is mirrored')
})
