import {describe, expect, it} from 'vitest'
import type {Fleet} from '../../src/report/fleet/fleet.js'
import {fleetDocument} from '../../src/report/fleet/fleet-document.js'
import {FLEETS, noCounts, quietFleet} from './fixtures/fleets.js'
import {OPTIONS, renderers} from './render.js'

const textOf = async (fleet: Fleet, id = 'text'): Promise<string> => {
  const face = renderers.find(renderer => renderer.id === id)?.value
  return String(await face?.render(fleetDocument(fleet), OPTIONS))
}

describe('the first sentence of a roll-up', () => {
  it.each([
    [{hosts: 0}, 'No machine was found in the dataset.'],
    [{}, 'No hardware error was found on 4 machines.'],
    [{correctedAtLeast: 7}, 'Nothing was lost on 4 machines: every error was corrected.'],
    [
      {hostsHit: 1, graveIncidents: 1, incidents: 1},
      'No machine of 4 went down; 1 had errors that could not be corrected.',
    ],
    [{hostsDown: 2, outages: 2, graveIncidents: 2}, 'Memory and machine-check errors took 2 of 4 machines down.'],
    [{hostsDown: 4, outages: 9, graveIncidents: 9}, 'took all of 4 machines down, 9 times in all.'],
  ])('of %j is %s', async (totals, sentence) => {
    expect((await textOf(quietFleet(totals))).replace(/\s+/g, ' ')).toContain(sentence)
  })
})

describe('what a roll-up says of its limits', () => {
  it('inputs that were not read whole, and mixed settings', async () => {
    const inputs = {...quietFleet({}).inputs, total: 5, notRead: 1, settings: 2}
    const fleet = quietFleet(
      {},
      {inputs, gaps: [{input: '/x/cut.gz', reading: 'not-read', because: '/x/cut.gz: it is cut.'}]},
    )
    expect(await textOf(fleet)).toMatch(/1 input of 5 could not be read whole/)
    expect(await textOf(fleet)).toMatch(/x\/cut\.gz\s+✖ not read\s+it is cut\./)
    expect(await textOf(fleet, 'html')).toContain('2 different settings')
  })

  it('no rate, in every face that has room', async () => {
    for (const face of ['html', 'markdown']) expect(await textOf(quietFleet({}), face)).toContain('No rate')
  })

  it('long tables are folded, the rest is counted', async () => {
    const hosts = Array.from({length: 130}, (_, index) => ({
      ...noCounts,
      host: `n${index}`,
      inputs: 1,
      kernels: [],
      incidents: 1,
    }))
    const html = await textOf(quietFleet({hosts: 130}, {hosts}), 'html')
    expect(html).toContain('<summary>The next 85; 30 more stand in the JSON form</summary>')
    expect((await textOf(quietFleet({hosts: 130}, {hosts}), 'csv')).trimEnd().split('\r\n').length).toBe(131)
  })
})

it('the ladder stands as a table with the chart, and costs are told', async () => {
  for (const fleet of Object.values(FLEETS)) {
    const html = await textOf(fleet, 'html')
    expect(html).toContain('Which measure would have helped, of')
    expect(html).toContain('half of the installed memory; other machines differ')
    expect(await textOf(fleet)).toMatch(/Full mirror\s+[\d,]+/)
  }
})
