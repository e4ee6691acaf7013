import {describe, expect, test} from 'vitest'
import {checkLayout} from '../../src/mirror/check-layout.js'
import {readLayout} from '../../src/mirror/read-layout.js'
import {layoutPage} from '../../src/report/layout-page.js'
import {LAYOUT_FILES} from '../mirror/layout-files.js'

const pageOf = (json: unknown, remarks: readonly string[] = []): string => {
  const {layout} = readLayout(json)
  if (layout === undefined) throw new Error('no layout')
  return layoutPage({layout, findings: checkLayout(layout), remarks})
}

test.each(LAYOUT_FILES)('%s fits 80 cells and says how much is mirrored', (_name, json) => {
  const page = pageOf(json, [
    'A remark that is long enough to need a second line, which stands behind the same margin as the first.',
  ])
  for (const line of page.split('\n')) expect([line, [...line].length <= 80]).toEqual([line, true])
  expect(page).not.toMatch(/undefined|NaN|\n\n\n/)
})

describe('where fields are known from', () => {
  const line =
    'kernel: [    0.000000] Command line: BOOT_IMAGE=/vmlinuz ro kernelcore=mirror console=ttyS0,115200 crashkernel=512M'
  const page = pageOf({
    ...LAYOUT_FILES.find(([name]) => name === 'partial-low-and-ten-percent')?.[1],
    provenance: [
      {field: 'osPolicy.kind', from: 'cmdline', confidence: 0.95, line},
      {field: 'osPolicy.effective', from: 'cmdline', confidence: 0.95, line},
      {field: 'regions', from: 'user', confidence: 1},
    ],
  })
  test('fields of one line stand together, the line once', () => {
    expect(page).toContain(
      '  osPolicy.kind, osPolicy.effective: cmdline, 95 %\n    kernel: [    0.000000] Command line:',
    )
    expect(page.split('Command line')).toHaveLength(2)
  })
  test('what no line tells has none', () => {
    expect(page).toMatch(/ {2}regions: user, 100 %(?:\n\n|$)/)
  })
})

test('a hostile line is made harmless', () => {
  const page = pageOf({
    ...LAYOUT_FILES[0]?.[1],
    provenance: [{field: 'mode', from: 'user', confidence: 1, line: '\u001b]0;owned\u0007\u202Eevil'}],
  })
  expect(page).not.toMatch(/[\u001b\u0007\u202E]/)
})

test('where most of the address space is holes, the drawing leaves them out', () => {
  const sparse = pageOf(LAYOUT_FILES.find(([name]) => name === 'graded-memory-arm')?.[1])
  expect(sparse).toContain('Drawn without the holes')
  expect(/\|(?<bar>.{64})\|/.exec(sparse)?.groups?.bar).toMatch(/^█+░+█+░+$/)
  expect(pageOf(LAYOUT_FILES.find(([name]) => name === 'low-memory-bare')?.[1])).not.toContain('Drawn without')
})
