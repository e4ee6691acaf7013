import {describe, expect, it} from 'vitest'
import type {Gathered} from '../../src/incidents/gather.js'
import {gatherFiles} from './read-kernel-text.js'

const told = ({errors}: Gathered): string[] => errors.map(e => `${e.severity} ${e.address?.value.toString(16)}`)
const ends = ({incidents}: Gathered): string[] => incidents.map(i => `${i.outcome} ${i.consumption} ${i.injected}`)

describe('excerpts of logs that kernels in virtual machines wrote', () => {
  it('two scrub errors beside a broadcast, one UCNA before: no record printed, six lines of other CPUs are no errors', async () => {
    const gathered = await gatherFiles('scrub-beside-broadcast.log')
    expect(told(gathered)).toEqual(['ucna 7095000', 'srao 49d6c000', 'srao 517dd000'])
    expect(ends(gathered)).toEqual(Array.from({length: 3}, () => 'page-offlined none false'))
    expect(gathered.notices).toEqual([])
  })

  it('a user read of bad data: one error with the record, its echoes, its page and its kill, then a corrected one', async () => {
    const gathered = await gatherFiles('user-read.log')
    expect(told(gathered)).toEqual(['srar 498881c0', 'corrected 2a1d4c40'])
    expect(ends(gathered)).toEqual(['process-killed user false', 'logged none false'])
    expect(gathered.errors[0]).toMatchObject({
      reporters: ['kernel-mce', 'memory-failure'],
      registers: {cpu: 2, bank: 1},
    })
    expect(gathered.incidents[0]?.victim).toMatchObject({content: 'user', process: {name: 'hwp', pid: 389}})
  })

  it('a fatal error, the panic, and the same banks printed by the next boot: one error, one outage, its length', async () => {
    const gathered = await gatherFiles('panic-and-next-boot.log')
    expect(told(gathered)).toEqual(['fatal 2b7d1140'])
    expect(gathered.incidents).toMatchObject([
      {
        outcome: 'panic',
        panicMessage: 'Fatal machine check',
        severityReason: 'Processor context corrupt',
        bootIndex: 0,
      },
    ])
    expect(gathered.incidents[0]?.downtimeSeconds).toBeGreaterThan(700)
    expect(gathered.hosts[0]?.boots.map(boot => boot.endedBy)).toEqual(['panic', 'log-end'])
    expect(gathered.notices).toMatchObject([{code: 'records-not-in-log', count: 1}])
  })

  it('corrected, user read, page found by polling and injected poison in one boot', async () => {
    const gathered = await gatherFiles('five-kinds.log')
    expect(told(gathered)).toEqual([
      'corrected 10002340',
      'corrected 43001080',
      'srar 1205b4080',
      'ucna 122257000',
      'unknown 102000000',
    ])
    expect(ends(gathered).slice(2)).toEqual([
      'process-killed user false',
      'page-offlined none false',
      'injected unknown true',
    ])
    expect(gathered.incidents.at(-1)?.victim.content).toBe('kernel')
  })

  it('poison by software: one error a page that was handled, of unknown class, injected; an order alone is none', async () => {
    const gathered = await gatherFiles('software-poison.log')
    expect(told(gathered)).toEqual([
      'unknown 3991000',
      'unknown 47f1000',
      'unknown 3af8000',
      'unknown 8000000',
      'unknown 9f000',
      'unknown 5fe00000',
    ])
    expect(gathered.incidents.every(incident => incident.injected)).toBe(true)
    expect(gathered.incidents[0]).toMatchObject({outcome: 'process-killed', victim: {process: {pid: 390}}})
  })

  it('AMD poison that the kernel read: the record before the panic and the one after the reset are one', async () => {
    const gathered = await gatherFiles('poison-read-by-kernel.log')
    expect(gathered.errors.filter(e => e.address?.value === 0xcec4080n)).toHaveLength(1)
    expect(gathered.incidents.at(-1)).toMatchObject({outcome: 'panic', consumption: 'kernel'})
  })

  it('the same file twice is the same machine told twice', async () => {
    const once = await gatherFiles('user-read.log')
    const twice = await gatherFiles('user-read.log', 'user-read.log')
    expect(told(twice)).toEqual(told(once))
    expect(twice.hosts.map(host => host.id)).toEqual(['unknown'])
    expect(twice.errors[0]?.positions.length).toBe((once.errors[0]?.positions.length ?? 0) * 2)
  })

  it('firmware records: the machine checks that the kernel made of them, pages, two sections in one record', async () => {
    const gathered = await gatherFiles('firmware-first.log')
    expect(told(gathered)).toEqual([
      'corrected 31c40080',
      'corrected 41c40000',
      'uncorrected be35040',
      'uncorrected undefined',
      'corrected 2a000000',
      'corrected 2b000000',
      'corrected undefined',
    ])
    expect(gathered.errors.map(error => error.unit)).toEqual([...Array.from({length: 6}, () => 'dram'), 'io'])
    expect(gathered.errors[0]?.reporters).toEqual(['kernel-ghes', 'kernel-mce'])
    expect(gathered.incidents.find(incident => incident.errors[0]?.address?.value === 0xbe35040n)?.outcome).toBe(
      'page-offlined',
    )
  })

  it('a fatal firmware record, the panic, and the same record in the boot error region: one outage', async () => {
    const gathered = await gatherFiles('firmware-panic.log')
    expect(told(gathered)).toEqual(['fatal 1fc0012340'])
    expect(gathered.incidents).toMatchObject([{outcome: 'panic'}])
    expect(gathered.errors[0]?.dram?.label).toBe('A3')
  })

  it('a processor section and the machine check that the kernel made of its registers: one error', async () => {
    const gathered = await gatherFiles('processor-told-twice.log')
    expect(gathered.errors).toHaveLength(1)
    expect(gathered.errors[0]).toMatchObject({
      severity: 'fatal',
      unit: 'core',
      reporters: ['kernel-ghes', 'kernel-mce'],
      registers: {bank: 5, status: 0xbea0000001000108n},
    })
  })

  it('memory controller drivers beside firmware and decoder, two sections for one address', async () => {
    const gathered = await gatherFiles('controller-and-firmware.log')
    expect(told(gathered)).toEqual(['corrected 8cb756020', 'uncorrected 945454000', 'corrected 1d4f47000'])
    expect(gathered.errors.map(error => error.reporters)).toEqual([
      ['kernel-edac', 'kernel-ghes'],
      ['kernel-ghes', 'memory-failure'],
      ['kernel-amd', 'kernel-edac'],
    ])
  })
})
