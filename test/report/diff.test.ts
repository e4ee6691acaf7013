import {readFileSync} from 'node:fs'
import {Ajv2020} from 'ajv/dist/2020.js'
import {describe, expect, it} from 'vitest'
import type {Analysis} from '../../src/report/analysis.js'
import {type AnalysisDiff, diffAnalyses} from '../../src/report/diff/diff-analyses.js'
import {diffJson} from '../../src/report/diff/diff-json.js'
import {diffLead} from '../../src/report/diff/diff-lead.js'
import {diffDocument} from '../../src/report/diff/diff-page.js'
import {redactAnalysis} from '../../src/report/redact/redact-analysis.js'
import {analyzeText} from '../analyze-text.js'
import {makeAnalysis, makeBoot, makeError, makeHost, makeIncident, makeLayout} from './fixtures/_build.js'
import {HOSTILE, hostileAnalysis} from './fixtures/hostile.js'
import {FIXTURES} from './fixtures/index.js'
import {panic} from './fixtures/panic.js'
import {OPTIONS, renderers} from './render.js'

const sample = (name: string) => readFileSync(new URL(`../../samples/${name}`, import.meta.url), 'utf8').split('\n')

const analysisOf = async (lines: readonly string[]): Promise<Analysis> =>
  (await analyzeText(`${lines.join('\n')}\n`)).analysis

const idsOf = (diff: AnalysisDiff) => ({fresh: diff.fresh.length, gone: diff.gone.length, both: diff.errors.both})

const validate = new Ajv2020({strict: true, allErrors: true}).compile(
  JSON.parse(readFileSync(new URL('../../schemas/diff.schema.json', import.meta.url), 'utf8')),
)

describe('an analysis against itself', () => {
  it.each(Object.entries(FIXTURES))('%s has not changed', (_name, analysis) => {
    const diff = diffAnalyses(analysis, analysis)
    expect(idsOf(diff)).toEqual({fresh: 0, gone: 0, both: analysis.errors.length})
    expect(diff.unchanged).toBe(analysis.incidents.length)
    expect(diffLead(diff)).toEqual(['Nothing changed: both tell the same.'])
  })
})

describe('two collections of one machine', () => {
  it('that overlap: what both tell is matched, what is older than the later log is said to be', async () => {
    const lines = sample('storm-to-uncorrected.log')
    const diff = diffAnalyses(await analysisOf(lines.slice(0, 200)), await analysisOf(lines.slice(100)))
    expect(diff.errors.both).toBeGreaterThan(20)
    expect(diff.errors.both + diff.freshErrors.length).toBe(diff.after.errors.length)
    expect(diff.gone.every(({because}) => because === 'before-the-log')).toBe(true)
    expect(diff.places[0]?.change).toBe('goes-on')
    expect(diff.isTurned).toBe(false)
  })

  it('one after the other has everything of the first and more', async () => {
    const lines = sample('kernel-panic-unmirrored.log')
    const cut = lines.findIndex(line => line.includes('Kernel panic')) - 30
    const [before, after] = [await analysisOf(lines.slice(0, cut)), await analysisOf(lines)]
    const diff = diffAnalyses(before, after)
    expect(diff.errors.both).toBe(before.errors.length)
    expect(diff.fresh.some(({outcome}) => outcome === 'panic')).toBe(true)
    expect(diff.gone).toEqual([])
    expect(diffLead(diffAnalyses(after, before))[0]).toContain('wrong order')
  })

  it('in other clocks: a syslog file without a year and zone, and a journal with both', async () => {
    const lines = [
      '2026-11-03T06:12:09.000000+02:00 db7 kernel: mce: [Hardware Error]: Machine check events logged',
      '2026-11-03T06:12:09.000000+02:00 db7 kernel: mce: [Hardware Error]: CPU 1: Machine Check: 0 Bank 7: 8c00004000010091',
      '2026-11-03T06:12:09.000000+02:00 db7 kernel: mce: [Hardware Error]: TSC 0 ADDR 1c6e4a5040 MISC 40 ',
      '2026-11-03T06:12:09.000000+02:00 db7 kernel: mce: [Hardware Error]: PROCESSOR 0:606a6 TIME 1793679129 SOCKET 0 APIC 2 microcode d0003a5',
    ]
    const yearless = lines.map(line => line.replace('2026-11-03T06:12:09.000000+02:00', 'Nov  3 06:12:09'))
    const diff = diffAnalyses(await analysisOf(lines), await analysisOf(yearless))
    expect(idsOf(diff)).toEqual({fresh: 0, gone: 0, both: 1})
  })

  it('knows equal errors at other moments as others', () => {
    const error = makeError({
      severity: 'corrected',
      time: '2026-01-01T00:00:00Z',
      registers: {bank: 7, status: 0x8cn, addr: 1n},
    })
    const later = makeError({
      severity: 'corrected',
      time: '2026-01-01T00:10:00Z',
      registers: {bank: 7, status: 0x8cn, addr: 1n},
    })
    const hosts = [makeHost({})]
    const diff = diffAnalyses(makeAnalysis({hosts, errors: [error]}), makeAnalysis({hosts, errors: [later]}))
    expect(diff.errors.both).toBe(0)
  })
})

const HOUR = 3_600_000
const errorsAt = (label: string, from: string, count: number, stepHours = 24) =>
  Array.from({length: count}, (_, index) =>
    makeError({
      severity: 'corrected',
      time: new Date(Date.parse(from) + index * stepHours * HOUR).toISOString(),
      dram: {label},
    }),
  )

const collection = (to: string, errors: Analysis['errors'], host = {}) =>
  makeAnalysis({hosts: [makeHost({boots: [makeBoot(0, '2026-01-01T00:00:00Z', to)], ...host})], errors})

describe('DIMMs', () => {
  const before = errorsAt('A1', '2026-01-01T00:00:00Z', 10)
  const changeOf = (to: string, since: Analysis['errors'] = []) =>
    diffAnalyses(collection('2026-01-11T00:00:00Z', before), collection(to, [...before, ...since])).places.map(
      ({place, change}) => `${place} ${change}`,
    )

  it('have stopped only when their silence says something', () => {
    expect(changeOf('2026-01-12T00:00:00Z')).toEqual(['A1 too-early'])
    expect(changeOf('2026-01-20T00:00:00Z')).toEqual(['A1 stopped'])
  })

  it('go on, or begin', () => {
    expect(changeOf('2026-01-20T00:00:00Z', errorsAt('A1', '2026-01-15T00:00:00Z', 1))).toEqual(['A1 goes-on'])
    expect(changeOf('2026-01-20T00:00:00Z', errorsAt('B2', '2026-01-15T00:00:00Z', 2))).toEqual([
      'B2 began',
      'A1 stopped',
    ])
  })

  it('do not stop where no clock tells how long was watched', () => {
    const undated = makeAnalysis({hosts: [makeHost({})], errors: before})
    expect(diffAnalyses(undated, makeAnalysis({hosts: [makeHost({})]})).places[0]?.change).toBe('cannot-tell')
  })
})

describe('the machine', () => {
  it('tells a swapped module, a counter that began anew, kernel, parameters and layout; not what one side leaves out', () => {
    const module = {label: 'A1', sizeMiB: 32_768, partNumber: 'M393'}
    const counter = {scope: 'mc0', name: 'ce_count', period: 'current' as const}
    const before = collection('2026-01-11T00:00:00Z', [], {
      kernel: '5.14.0-1',
      inventory: {modules: [{...module, serialNumber: '111AAA'}], counters: [{...counter, count: 17}]},
      layout: makeLayout({mode: 'none', capacity: {osVisibleBytes: 2 ** 39}}),
    })
    const boots = [makeBoot(0, '2026-01-11T00:00:00Z', '2026-01-20T00:00:00Z', {commandLine: 'ro kernelcore=mirror'})]
    const after = collection('', [], {
      kernel: '6.12.0-1',
      boots,
      inventory: {modules: [{...module, serialNumber: '222BBB'}], counters: [{...counter, count: 3}]},
      layout: makeLayout({mode: 'partial', capacity: {}}),
    })
    const {settings, counters} = diffAnalyses(before, after)
    const told = Object.fromEntries(settings.map(({what, before: was, after: is}) => [what, [was, is]]))
    expect(told.kernel).toEqual(['5.14.0-1', '6.12.0-1'])
    expect(told['module A1']).toEqual(['32 GiB · M393 · 111AAA', '32 GiB · M393 · 222BBB'])
    expect(told.mirroring).toEqual(['none', 'partial'])
    expect(told['kernel parameter kernelcore']).toEqual([undefined, 'mirror'])
    expect(told).not.toHaveProperty('memory seen by the system')
    expect(counters).toEqual([{host: 'db7', scope: 'mc0', name: 'ce_count', before: 17, after: 3, reset: true}])
  })

  it('is the same under its short and its full name, and where one log names none', () => {
    const named = (id: string) =>
      makeAnalysis({hosts: [makeHost({id})], errors: panic.errors.map(error => ({...error, host: id}))})
    for (const [one, other] of [
      ['db7', 'db7.example.com'],
      ['unknown', 'db7'],
    ] as const)
      expect(diffAnalyses(named(one), named(other)).errors.both).toBe(panic.errors.length)
    expect(diffAnalyses(named('db7'), named('db8')).errors.both).toBe(0)
  })
})

describe('the faces of a comparison', () => {
  const two = diffAnalyses(makeAnalysis({hosts: [makeHost({})]}), panic)

  it('is valid against its schema', () => {
    for (const diff of [
      two,
      diffAnalyses(panic, panic),
      diffAnalyses(hostileAnalysis(), panic),
      diffAnalyses(panic, makeAnalysis({})),
    ]) {
      validate(JSON.parse(JSON.stringify(diffJson(diff))))
      expect(validate.errors ?? []).toEqual([])
    }
  })

  it('tells a changed verdict and outcome of one incident', () => {
    const errors = [makeError({severity: 'srar', time: '2026-01-01T00:00:00Z', registers: {status: 1n}})]
    const withOutcome = (outcome: 'panic' | 'unknown') =>
      makeAnalysis({hosts: [makeHost({})], errors, incidents: [makeIncident({errors, outcome})]})
    expect(diffAnalyses(withOutcome('unknown'), withOutcome('panic')).changed[0]?.changed).toEqual(['outcome'])
  })

  it('are inert with hostile text on both sides', async () => {
    const diff = diffAnalyses(panic, hostileAnalysis())
    for (const {id, value} of renderers.filter(renderer => ['html', 'markdown', 'text', 'csv'].includes(renderer.id))) {
      const face = String(await value.render(diffDocument(diff, '1.0.0'), OPTIONS))
      expect(face.replace(/[\r\n]/g, ''), id).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
      if (id === 'html') expect(face).not.toContain('<script>alert(1)')
      if (id === 'csv') expect(face).not.toMatch(/(^|,)"?[=+@]/m)
    }
    expect(JSON.stringify(diffJson(diff))).toContain(JSON.stringify(HOSTILE).slice(1, 40))
  })

  it('agree with redaction: both sides under one map', () => {
    const first = redactAnalysis(panic, {processes: false})
    const second = redactAnalysis(panic, {processes: false, map: first.map})
    expect(diffAnalyses(first.analysis, second.analysis).errors.both).toBe(panic.errors.length)
  })
})
