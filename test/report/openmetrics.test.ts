import {spawnSync} from 'node:child_process'
import {describe, expect, it} from 'vitest'
import {HOSTILE} from './fixtures/hostile.js'
import {FIXTURES} from './fixtures/index.js'
import {render} from './render.js'

/** The exposition format's own grammar (OpenMetrics 1.0, ABNF), as far as gauges use it. */
const NAME = '[a-zA-Z_][a-zA-Z0-9_]*'
const LABEL = `${NAME}="(?:[^"\\\\\\n]|\\\\["\\\\n])*"`
const SAMPLE = new RegExp(`^(${NAME})(?:\\{((?:${LABEL})(?:,${LABEL})*)?\\})? (-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?)$`)
const DESCRIPTOR = new RegExp(`^# (TYPE|UNIT|HELP) (${NAME}) ((?:[^\\\\\\n]|\\\\["\\\\n])+)$`)

interface Read {
  readonly families: Map<string, {type?: string; unit?: string; help?: string}>
  readonly samples: {family: string; labels: Map<string, string>; value: number}[]
}

/** Reads a text by the grammar; every line that is none of it throws. */
function read(text: string): Read {
  expect(text.endsWith('# EOF\n')).toBe(true)
  const families: Read['families'] = new Map()
  const samples: Read['samples'] = []
  let current = ''
  for (const line of text.split('\n').slice(0, -2)) {
    const descriptor = DESCRIPTOR.exec(line)
    if (descriptor !== null) {
      const [, kind = '', name = '', value = ''] = descriptor
      if (name !== current && families.has(name)) throw new Error(`${name} is not in one piece`)
      current = name
      families.set(name, {...families.get(name), [kind.toLowerCase()]: value})
      continue
    }
    const sample = SAMPLE.exec(line)
    if (sample === null || sample[1] !== current) throw new Error(`not a sample of ${current}: ${line}`)
    const pairs = [...(sample[2] ?? '').matchAll(new RegExp(LABEL, 'g'))].map(([pair]) => {
      const at = pair.indexOf('=')
      const value = pair.slice(at + 2, -1).replace(/\\(.)/g, (_, mark: string) => (mark === 'n' ? '\n' : mark))
      return [pair.slice(0, at), value] as const
    })
    expect(new Set(pairs.map(([name]) => name)).size).toBe(pairs.length)
    samples.push({family: current, labels: new Map(pairs), value: Number(sample[3])})
  }
  return {families, samples}
}

describe('OpenMetrics', () => {
  it.each(Object.keys(FIXTURES))('%s is read by the grammar, each series once', async name => {
    const analysis = FIXTURES[name]
    if (analysis === undefined) throw new Error(name)
    const {families, samples} = read(await render(analysis, 'openmetrics'))
    for (const [family, {type, unit, help}] of families) {
      expect(type).toBe('gauge')
      expect(help).toMatch(/\.$/)
      if (unit !== undefined) expect(family.endsWith(`_${unit}`)).toBe(true)
    }
    const series = samples.map(({family, labels}) => JSON.stringify([family, [...labels].sort()]))
    expect(new Set(series).size).toBe(series.length)
  })

  it('counts what the analysis counts', async () => {
    const {panic} = FIXTURES
    if (panic === undefined) throw new Error('no panic')
    const {samples} = read(await render(panic, 'openmetrics'))
    const sum = (family: string) =>
      samples.filter(sample => sample.family === family).reduce((total, {value}) => total + value, 0)
    expect(sum('mirrorcheck_incidents')).toBe(panic.incidents.length)
    expect(sum('mirrorcheck_outages')).toBe(panic.summary.outages)
    expect(sum('mirrorcheck_outage_seconds')).toBe(
      panic.incidents.reduce((total, {downtimeSeconds = 0}) => total + downtimeSeconds, 0),
    )
    expect(sum('mirrorcheck_errors')).toBe(
      panic.errors.reduce((total, {occurrences}) => total + (occurrences?.count ?? 1), 0),
    )
  })

  it('keeps a hostile host name inside its label', async () => {
    const {hostile} = FIXTURES
    if (hostile === undefined) throw new Error('no hostile')
    const {samples} = read(await render(hostile, 'openmetrics'))
    const hosts = samples.flatMap(({labels}) => labels.get('host') ?? [])
    expect(hosts.some(host => host.includes('"'))).toBe(HOSTILE.includes('"'))
  })
})

const pythonReads =
  'import sys;from prometheus_client.openmetrics.parser import text_string_to_metric_families as read;print(len(list(read(sys.stdin.read()))))'
const hasPython = spawnSync('python3', ['-c', 'import prometheus_client']).status === 0
const hasPromtool = spawnSync('promtool', ['--version']).status === 0

describe.skipIf(!hasPython)('the parser of prometheus_client (Debian package python3-prometheus-client)', () => {
  it.each(Object.keys(FIXTURES))('reads %s', async name => {
    const analysis = FIXTURES[name]
    if (analysis === undefined) throw new Error(name)
    const {status, stdout, stderr} = spawnSync('python3', ['-c', pythonReads], {
      input: await render(analysis, 'openmetrics'),
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    expect(status).toBe(0)
    expect(Number(stdout)).toBeGreaterThan(2)
  })
})

describe.skipIf(!hasPromtool)('promtool (Debian package prometheus)', () => {
  it.each(Object.keys(FIXTURES))('finds nothing wrong with %s', async name => {
    const analysis = FIXTURES[name]
    if (analysis === undefined) throw new Error(name)
    const {status, stdout, stderr} = spawnSync('promtool', ['check', 'metrics'], {
      input: await render(analysis, 'openmetrics'),
      encoding: 'utf8',
    })
    expect({status, said: stdout + stderr}).toEqual({status: 0, said: ''})
  })
})
