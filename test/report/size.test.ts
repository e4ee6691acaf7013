import {describe, expect, it} from 'vitest'
import {diffAnalyses} from '../../src/report/diff/diff-analyses.js'
import {diffDocument} from '../../src/report/diff/diff-page.js'
import {lines, makeAnalysis, makeBoot, makeError, makeHost, makeIncident, makeRisk, verdict} from './fixtures/_build.js'
import {OPTIONS, render, renderers} from './render.js'

const ERRORS = 100_000
const INCIDENTS = 5000
const HOSTS = 40
const FIRST = Date.parse('2025-01-01T00:00:00Z')

/** A hundred thousand distinct errors in five thousand incidents of forty machines, nothing foldable about them. */
function crowd() {
  const hosts = Array.from({length: HOSTS}, (_, index) => `node${String(index).padStart(3, '0')}.cluster.example`)
  const errors = Array.from({length: ERRORS}, (_, index) =>
    makeError({
      id: `e${index + 1}`,
      host: hosts[index % HOSTS] ?? '',
      severity: index % 50 === 0 ? 'srar' : 'corrected',
      time: new Date(FIRST + index * 300_000).toISOString(),
      dram: {
        label: `P${index % 2}-DIMM${'ABCDEFGH'[index % 8]}1`,
        socket: index % 2,
        channel: index % 8,
        row: (index * 7919) % 65_536,
      },
      address: {value: BigInt(index) * 0x3f1000n, granularityBytes: 64, kind: 'system'},
      registers: {cpu: index % 64, bank: 7 + (index % 4), status: 0x9c00_0040_0001_0090n + BigInt(index)},
      evidence: lines(
        index * 3 + 1,
        `mce: [Hardware Error]: CPU ${index % 64}: Machine Check: 0 Bank 7: ${(0x9c00004000010090n + BigInt(index)).toString(16)}`,
      ),
    }),
  )
  const incidents = Array.from({length: INCIDENTS}, (_, index) =>
    makeIncident({
      id: `i${index + 1}`,
      host: hosts[index % HOSTS] ?? '',
      errors: Array.from({length: ERRORS / INCIDENTS}, (_own, place) => errors[index + place * INCIDENTS]).filter(
        error => error !== undefined,
      ),
      outcome: index % 10 === 0 ? 'panic' : 'logged',
      verdicts: [verdict('actual', 'not-covered', 0.6), verdict('full', 'absorbed', 0.9)],
    }),
  )
  return makeAnalysis({
    hosts: hosts.map(id => makeHost({id, boots: [makeBoot(0, '2025-01-01T00:00:00Z', '2026-01-01T00:00:00Z')]})),
    errors,
    incidents,
    risk: {hosts: hosts.map(host => makeRisk(host))},
  })
}

describe('a hundred thousand errors', () => {
  const analysis = crowd()

  it('fit a page of three megabytes, counted to the last one', async () => {
    const html = await render(analysis, 'html')
    expect(Buffer.byteLength(html)).toBeLessThan(3_000_000)
    expect(html).toContain('5,000')
    expect(html).toContain('98,000')
  })

  it('fit a ticket', async () => {
    expect((await render(analysis, 'markdown')).length).toBeLessThan(200_000)
  })

  it('are compared whole', async () => {
    const diff = diffAnalyses(analysis, {...analysis, errors: analysis.errors.slice(0, -1)})
    expect(diff.errors.both).toBe(ERRORS - 1)
    const html = renderers.find(({id}) => id === 'html')
    expect(String(await html?.value.render(diffDocument(diff, '1.0.0'), OPTIONS)).length).toBeLessThan(400_000)
  })
})
