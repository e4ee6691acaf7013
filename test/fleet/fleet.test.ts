import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {Ajv2020} from 'ajv/dist/2020.js'
import {describe, expect, it} from 'vitest'
import {freshFolder, mirrorcheck, ROOT} from '../cli/run.js'
import {logOf, put, writeBundles} from './bundles.js'
import {treeOf} from './dataset.js'

const PANIC = 5
const CORRECTED = 3
const QUIET = 1

const schemaOf = (name: string): object => JSON.parse(readFileSync(join(ROOT, `schemas/${name}.schema.json`), 'utf8'))

/** The roll-up of inputs by name. */
function fleetOf(inputs: Readonly<Record<string, string>>) {
  const folder = freshFolder()
  for (const [name, content] of Object.entries(inputs)) put(join(folder, 'in', name), content)
  const dataset = join(folder, 'dataset')
  mirrorcheck(['batch', join(folder, 'in'), '--out', dataset])
  const {code, out} = mirrorcheck(['fleet', dataset, '--json'])
  return {folder, dataset, code, fleet: JSON.parse(out)}
}

const linesFrom = (log: string, from: number, to?: number): string => log.split('\n').slice(from, to).join('\n')

describe('the roll-up', () => {
  const {fleet, code, folder, dataset} = fleetOf({
    'a.log': logOf(PANIC),
    'b.log': logOf(PANIC + 12),
    'c.log': logOf(CORRECTED),
    'd.log': logOf(QUIET),
    'e.log': logOf(4),
  })

  it('counts machines, incidents and outages, the worst first', () => {
    expect(code).toBe(0)
    expect(fleet.totals).toMatchObject({hosts: 5, hostsDown: 2, outages: 2, hostsHit: 3})
    expect(fleet.hosts.map(({host}: {host: string}) => host)).toEqual([
      'node0005',
      'node0017',
      'node0004',
      'node0003',
      'node0001',
    ])
    expect(fleet.hosts[0]).toMatchObject({
      outages: 1,
      worst: {outcome: 'panic'},
      platform: 'intel-icelake-sp',
      inputs: 1,
    })
    expect(fleet.totals.errors.srar).toBeGreaterThan(0)
    expect(fleet.totals.correctedAtLeast).toBe(
      fleet.hosts.reduce((sum: number, host: {correctedAtLeast: number}) => sum + host.correctedAtLeast, 0),
    )
  })

  it('names modules, platforms and kernels', () => {
    expect(fleet.dimms[0]).toMatchObject({host: 'node0005', outages: 1, part: expect.stringContaining('socket 0')})
    expect(fleet.platforms.reduce((sum: number, group: {hosts: number}) => sum + group.hosts, 0)).toBe(5)
    expect(fleet.kernels.length).toBeGreaterThan(2)
  })

  it('sums the ladder over every incident worse than corrected', () => {
    for (const {incidents, outages} of fleet.ladder) {
      const total = (answers: Record<string, number>) => Object.values(answers).reduce((sum, value) => sum + value, 0)
      expect(total(incidents)).toBe(fleet.totals.graveIncidents)
      expect(total(outages)).toBe(fleet.totals.outages)
    }
    const full = fleet.ladder.find(({id}: {id: string}) => id === 'full-mirror')
    expect(full).toMatchObject({outages: {yes: 2}, cost: expect.stringContaining('half')})
    for (const words of Object.values<Record<string, number>>(fleet.verdicts))
      expect(Object.values(words).reduce((sum, value) => sum + value, 0)).toBe(fleet.totals.graveIncidents)
  })

  it('tells no rate, and why', () => {
    expect(fleet.rate.estimate.refused).toMatch(/No rate.*--fleet-size/)
    expect(fleet.rate.graveIncidents).toBe(fleet.totals.graveIncidents)
  })

  it('tells rates of a fleet whose size is stated, and refuses a size that does not hold its machines', () => {
    const {code: told, out} = mirrorcheck(['fleet', dataset, '--json', '--fleet-size', '1000'])
    expect(told).toBe(0)
    const {estimate} = JSON.parse(out).rate
    expect(estimate.fleetSize).toBe(1000)
    expect(estimate.incidentsPer1000NodeYears.p5).toBeLessThan(estimate.incidentsPer1000NodeYears.p95)
    const isFleet = new Ajv2020({strict: true, allErrors: true}).compile(schemaOf('fleet'))
    expect(isFleet(JSON.parse(out)), JSON.stringify(isFleet.errors)).toBe(true)
    expect(mirrorcheck(['fleet', dataset, '--fleet-size', '1000', '-o', join(folder, 'sized.html')]).code).toBe(0)
    expect(readFileSync(join(folder, 'sized.html'), 'utf8')).toContain('worst 5&nbsp;% of the machines')
    expect(mirrorcheck(['fleet', dataset, '--fleet-size', '2'])).toMatchObject({code: 2, out: ''})
  })

  it('has the shape of its schema, and so has the ledger', () => {
    const ajv = new Ajv2020({strict: true, allErrors: true})
    const isFleet = ajv.compile(schemaOf('fleet'))
    expect(isFleet(fleet), JSON.stringify(isFleet.errors)).toBe(true)
    const isEntry = ajv.compile(schemaOf('ledger'))
    for (const [name, text] of treeOf(join(dataset, 'ledger'))) expect(isEntry(JSON.parse(text)), name).toBe(true)
  })

  it('has every face, equal on every run', () => {
    const faces = ['html', 'md', 'csv', 'txt', 'json'].map(ending => join(folder, `fleet.${ending}`))
    const write = () => {
      mirrorcheck(['fleet', dataset, ...faces.flatMap(face => ['-o', face])])
      return faces.map(face => readFileSync(face, 'utf8'))
    }
    const [html = '', markdown = '', csv = '', text = '', json = ''] = write()
    expect(write()).toEqual([html, markdown, csv, text, json])
    expect(html).toContain('took 2 of 5 machines down')
    expect(html).toContain('<svg')
    expect(markdown).toMatch(/^# .*5 machines\n\n\*{0,2}Memory/)
    expect(csv.trimEnd().split('\r\n').length).toBe(6)
    expect(text).toContain('✖ panic')
    expect(JSON.parse(json)).toEqual(fleet)
  })

  it('a file of the dataset that was damaged is a gap', () => {
    const [name = ''] =
      [...treeOf(dataset)].find(([file, text]) => file.startsWith('analyses') && text.includes('node0001')) ?? []
    writeFileSync(join(dataset, name), '{')
    const {code: damaged, out} = mirrorcheck(['fleet', dataset, '--json'])
    expect(damaged).toBe(4)
    expect(JSON.parse(out)).toMatchObject({totals: {outages: 2, hosts: 4}, gaps: [{reading: 'broke-down'}]})
  })
})

describe('one machine in several inputs', () => {
  it('is one machine, and what both tell counts once', () => {
    const log = logOf(PANIC)
    const cut = Math.floor(log.split('\n').length / 2)
    const whole = fleetOf({'all.log': log}).fleet
    const {fleet} = fleetOf({'early.log': linesFrom(log, 0, -cut / 2), 'all.log': log, 'copy.txt': log})
    expect(fleet.hosts.length).toBe(1)
    expect(fleet.hosts[0]).toMatchObject({inputs: 3})
    expect(fleet.inputs).toMatchObject({total: 3, hostsInSeveral: 1})
    expect(fleet.inputs.toldAgain).toBeGreaterThan(5)
    for (const field of ['incidents', 'outages', 'graveErrors', 'correctedAtLeast'])
      expect(fleet.totals[field], field).toBe(whole.totals[field])
  })

  it('machines without a name are told apart by their input, copies are not', () => {
    const nameless = readFileSync(join(ROOT, 'samples/mirror-failover-skylake.log'), 'utf8')
    const {fleet} = fleetOf({'one.log': nameless, 'copy.log': nameless, 'other.log': `${nameless}\n`})
    expect(fleet.hosts.map(({unnamed, inputs}: {unnamed: boolean; inputs: number}) => ({unnamed, inputs}))).toEqual([
      {unnamed: true, inputs: 2},
      {unnamed: true, inputs: 1},
    ])
  })

  it('a part that fails again is told', () => {
    const log = logOf(4)
    const later = log.replaceAll('Sep 16', 'Sep 19').replaceAll('Sep 14', 'Sep 18')
    const {fleet} = fleetOf({'first.log': log, 'second.log': later})
    expect(fleet.repeats).toMatchObject([{host: 'node0004', graveIncidents: 2, outages: 0}])
  })
})

it('hostile names do nothing in any face', () => {
  const evil = '<script>alert(1)</script>'
  const {dataset, folder} = fleetOf({
    [`${'<b>'.repeat(3)}=cmd|x.log`]: readFileSync(join(ROOT, 'samples/mirror-failover-skylake.log'), 'utf8'),
    'esc\u001b]0;x\u0007.log': logOf(PANIC).replaceAll('node0005', evil),
    'host.log': logOf(PANIC).replaceAll('node0005', '=HYPERLINK("x")'.replace(/[()"]/g, '_')),
  })
  const files = ['x.html', 'x.csv', 'x.md', 'x.txt'].map(name => join(folder, name))
  mirrorcheck(['fleet', dataset, ...files.flatMap(file => ['-o', file])])
  const [html = '', csv = '', markdown = '', text = ''] = files.map(file => readFileSync(file, 'utf8'))
  expect(html).not.toMatch(/<b>|<script>/)
  expect(csv).not.toMatch(/^[=+@-]/m)
  expect(markdown).not.toContain('<b>')
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/)
})

describe('exit codes', () => {
  it('2: no dataset', () => {
    const folder = freshFolder()
    for (const name of [folder, join(folder, 'no-such'), join(ROOT, 'samples'), join(ROOT, 'README.md')]) {
      const {code, err} = mirrorcheck(['fleet', name])
      expect(err).toContain('mirrorcheck batch')
      expect(code).toBe(2)
    }
  })

  it('2: a form that only a single analysis has', () => {
    const {dataset, folder} = fleetOf({'a.log': logOf(QUIET)})
    for (const ending of ['sarif', 'docx']) {
      const {code, err} = mirrorcheck(['fleet', dataset, '-o', join(folder, `x.${ending}`)])
      expect(err).toContain('.html')
      expect(code).toBe(2)
    }
  })

  it('3: nothing in it; 4: some inputs not read whole', () => {
    const folder = freshFolder()
    mirrorcheck(['batch', join(folder, 'no-such'), '--out', join(folder, 'empty')])
    expect(mirrorcheck(['fleet', join(folder, 'empty')]).code).toBe(3)
    writeBundles(join(folder, 'in'), 9)
    mirrorcheck(['batch', join(folder, 'in'), '--out', join(folder, 'some')])
    expect(mirrorcheck(['fleet', join(folder, 'some')]).code).toBe(4)
  })
})
