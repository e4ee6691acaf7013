import {describe, expect, it} from 'vitest'
import {banner, cper, fact, gather, mce, page, panic} from './kit.js'

const FATAL = 0xbf00000000000400n
const SRAR = 0xbd80000000100134n
const CE = 0x8c00004000010091n

describe('panics', () => {
  it('over a page that cannot be given up attach to that page', () => {
    const {errors, incidents} = gather([
      page({line: 1, up: 10}, {action: 'recovery', address: 0x3c81f2000n, result: 'ignored'}),
      panic({line: 2, up: 10.1}, 'Memory failure: 0x3c81f2: unrecoverable page', {cause: 'memory-failure'}),
    ])
    expect(errors).toHaveLength(1)
    expect(incidents).toMatchObject([{outcome: 'panic'}])
  })

  it('attach to the exception just before, with reason, message and downtime', () => {
    const {errors, incidents, hosts} = gather([
      banner({line: 1, up: 0}),
      mce(
        {line: 10, up: 51.9},
        {
          cpu: 1,
          bank: 3,
          status: FATAL,
          addr: 0x2b7d1140n,
          exception: true,
          cs: 0x10,
          inexactIp: true,
          tsc: 5n,
          unixTime: 1788062414,
        },
      ),
      panic({line: 14, up: 51.95}, 'Processor context corrupt', {what: 'severity-reason'}),
      panic({line: 15, up: 51.98}, 'Fatal machine check'),
      banner({line: 20, up: 0}),
      mce(
        {line: 40, up: 31.8},
        {cpu: 1, bank: 3, status: FATAL, addr: 0x2b7d1140n, exception: false, tsc: 0n, unixTime: 1788063207},
      ),
    ])
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatchObject({bootIndex: 0, severity: 'fatal', time: '2026-08-30T04:00:14Z'})
    expect(errors[0]?.remarks?.join()).toMatch(/outlived a reset/)
    expect(incidents).toMatchObject([
      {
        outcome: 'panic',
        panicMessage: 'Fatal machine check',
        severityReason: 'Processor context corrupt',
        consumption: 'unknown',
      },
    ])
    expect(incidents[0]?.downtimeSeconds).toBe(761)
    expect(hosts[0]?.boots.map(b => b.endedBy)).toEqual(['panic', 'log-end'])
  })

  it('leave the class to the registers, and name the kernel as the one who read', () => {
    const {incidents} = gather([
      mce(
        {line: 1, up: 100},
        {
          cpu: 19,
          bank: 1,
          status: SRAR,
          addr: 0x3b14a29880n,
          exception: true,
          cs: 0x10,
          symbol: 'vvp_page_own+0xa/0xc0',
        },
      ),
      panic({line: 7, up: 100.1}, 'Machine check from unknown source'),
    ])
    expect(incidents).toMatchObject([
      {
        severity: 'srar',
        outcome: 'panic',
        consumption: 'kernel',
        victim: {content: 'kernel', asLogged: 'vvp_page_own+0xa/0xc0'},
      },
    ])
  })

  it('become an error of their own when no record was printed', () => {
    const {errors, incidents} = gather([
      panic({line: 1, up: 9}, 'Timeout: Not all CPUs entered broadcast exception handler'),
    ])
    expect(errors).toMatchObject([{severity: 'fatal', basis: 'reporter', unit: 'unknown'}])
    expect(incidents[0]?.outcome).toBe('panic')
  })

  it('of software attach to nothing, and the injector’s fake one is no outage', () => {
    const srar = mce({line: 1, up: 100}, {cpu: 1, bank: 1, status: SRAR, addr: 0x1000n, exception: true, cs: 0x33})
    const software = gather([srar, panic({line: 2, up: 100.2}, 'VFS: Unable to mount root fs', {cause: 'other'})])
    expect(software.incidents.map(i => i.outcome)).toEqual(['logged'])
    expect(software.hosts[0]?.boots[0]?.endedBy).toBe('panic')
    const fake = gather([srar, panic({line: 2, up: 100.2}, 'Fatal machine check', {what: 'fake-panic'})])
    expect(fake.incidents.map(i => i.outcome)).toEqual(['logged'])
    expect(fake.hosts[0]?.boots[0]?.endedBy).toBe('log-end')
  })

  it('grade an exception with unreadable status by their reason', () => {
    const {errors} = gather([
      mce({line: 1}, {cpu: 7, bank: 0, exception: true}),
      panic({line: 4}, 'Processor context corrupt', {what: 'severity-reason'}),
      panic({line: 5}, 'Fatal machine check'),
    ])
    expect(errors).toMatchObject([{severity: 'fatal', registers: {cpu: 7, bank: 0}}])
  })

  it('are certain after a fatal exception that the log ends with, and not when it goes on', () => {
    const fatal = mce({line: 1, up: 4.2}, {cpu: 1, bank: 5, status: FATAL, exception: true})
    expect(gather([fatal]).incidents[0]?.outcome).toBe('panic')
    const later = mce({line: 900, up: 4000}, {cpu: 1, bank: 7, status: CE, addr: 0x1000n})
    expect(gather([fatal, later]).incidents[0]?.outcome).toBe('logged')
  })

  it('of a crash kernel that prints nothing else belong to the outage before', () => {
    const {errors, incidents} = gather([
      mce({line: 1, up: 255}, {cpu: 18, bank: 7, status: FATAL, exception: true}),
      panic({line: 7, up: 255.15}, 'Fatal machine check'),
      panic({line: 17, up: 2.62}, 'Fatal hardware error!', {cause: 'firmware-error'}),
    ])
    expect(errors).toHaveLength(1)
    expect(incidents).toHaveLength(1)
  })

  it('of the crash kernel’s firmware record belong to the outage before', () => {
    const {errors, incidents} = gather([
      mce(
        {line: 1, up: 255},
        {cpu: 18, bank: 7, status: 0xbe00000001010090n, addr: 0x5c7a4ca000n, exception: true, tsc: 7n},
      ),
      panic({line: 7, up: 255.15}, 'Fatal machine check'),
      cper(
        {line: 8, up: 2.61, text: '{1}[Hardware Error]: x'},
        {sectionSeverity: 'fatal', address: 0x5c7a4ca000n, location: {label: 'CPU 1 DIMM 8'}},
      ),
      panic({line: 17, up: 2.62}, 'Fatal hardware error!', {cause: 'firmware-error'}),
    ])
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatchObject({severity: 'fatal', dram: {label: 'CPU 1 DIMM 8'}, uptimeSeconds: 255})
    expect(incidents).toHaveLength(1)
  })
})

describe('what a boot tells of the one before', () => {
  it('BERT belongs to the earlier outage', () => {
    const bert = (line: number) =>
      cper({line, up: 12.4}, {reporter: 'bert', previousBoot: true, sectionSeverity: 'fatal', address: 0x5d0c3000n})
    const {errors, incidents} = gather([
      banner({line: 1, up: 0}),
      mce({line: 5, up: 900}, {cpu: 1, bank: 3, status: FATAL, addr: 0x5d0c3000n, exception: true}),
      panic({line: 9, up: 900.1}, 'Fatal machine check'),
      banner({line: 12, up: 0}),
      bert(20),
    ])
    expect(errors).toMatchObject([{bootIndex: 0, severity: 'fatal', reporters: ['kernel-ghes', 'kernel-mce']}])
    expect(incidents).toHaveLength(1)
    const alone = gather([banner({line: 1, up: 0}), bert(9)])
    expect(alone.incidents).toMatchObject([{outcome: 'reboot'}])
    expect(alone.errors[0]?.remarks?.join()).toMatch(/before this boot/)
  })

  it('a fatal record polled at boot tells of a reset, one found later or corrected does not', () => {
    const found = (status: bigint, up: number) =>
      gather([banner({line: 1, up: 0}), mce({line: 9, up}, {cpu: 1, bank: 5, status, exception: false, tsc: 0n})])
        .incidents[0]?.outcome
    expect(found(FATAL, 0.86)).toBe('reboot')
    expect(found(CE, 0.86)).toBe('logged')
  })

  it('a fatal record found after a panic without a record is that panic’s', () => {
    const {errors, incidents} = gather([
      banner({line: 1, up: 0}),
      panic({line: 5, up: 500}, 'Fatal machine check'),
      banner({line: 9, up: 0}),
      mce({line: 20, up: 1.1}, {cpu: 1, bank: 5, status: FATAL, exception: false}),
    ])
    expect(errors).toMatchObject([{severity: 'fatal', bootIndex: 0, basis: 'registers'}])
    expect(incidents).toMatchObject([{outcome: 'panic'}])
  })

  it('a new error with the same registers after a clean shutdown is a new error', () => {
    const again = {cpu: 1, bank: 3, status: 0xbc00000000080090n, addr: 0x1000n, exception: false}
    const {errors} = gather([
      banner({line: 1, up: 0}),
      mce({line: 5, up: 900}, again),
      fact({line: 6, up: 901}, {kind: 'fact', fact: 'shutdown', text: 'reboot: Power down'}),
      banner({line: 12, up: 0}),
      mce({line: 20, up: 5}, again),
    ])
    expect(errors.map(e => e.bootIndex)).toEqual([0, 1])
  })
})

describe('incidents', () => {
  it('join origin and consumption of one page', () => {
    const {errors, incidents} = gather([
      mce({line: 1, up: 10}, {cpu: 0, bank: 7, status: 0xbc00000000080090n, addr: 0x49888080n, exception: false}),
      mce({line: 5, up: 10.5}, {cpu: 2, bank: 1, status: SRAR, addr: 0x49888080n, exception: true, cs: 0x33}),
      page({line: 9, up: 10.6}, {action: 'kill', address: 0x49888000n, process: {name: 'db', pid: 7}}),
    ])
    expect(errors.map(e => e.severity)).toEqual(['ucna', 'srar'])
    expect(incidents).toMatchObject([{severity: 'srar', outcome: 'process-killed', errors: [{id: 'e1'}, {id: 'e2'}]}])
  })

  it('put memory’s record before the core’s that read it, whichever was printed first', () => {
    const {incidents} = gather([
      mce({line: 1, up: 10}, {cpu: 2, bank: 1, status: SRAR, addr: 0x49888080n, exception: true, cs: 0x33}),
      mce({line: 5, up: 10.5}, {cpu: 0, bank: 7, status: 0xbc00000000080090n, addr: 0x49888080n, exception: false}),
    ])
    expect(incidents[0]?.errors.map(e => e.id)).toEqual(['e2', 'e1'])
  })

  it('name what preceded an uncorrected error at its channel', () => {
    const at = {socket: 1, bank: 7, cpu: 3}
    const {incidents} = gather([
      mce({line: 1, up: 10}, {...at, status: CE, addr: 0x1000n}),
      mce({line: 5, up: 20}, {...at, status: CE, addr: 0x2000n}),
      mce({line: 9, up: 30}, {...at, bank: 8, status: CE, addr: 0x3000n}),
      mce({line: 13, up: 40}, {...at, status: 0xbc00000000080091n, addr: 0x1000n}),
    ])
    expect(incidents.find(i => i.severity === 'ucna')?.precededBy).toEqual({
      correctedErrors: 2,
      place: 'page',
      onPage: {errors: 1, told: [{count: 1, secondsBefore: 30}]},
    })
  })

  it('of distinct pages stay apart', () => {
    const line = (n: number) =>
      page({line: n, up: n}, {action: 'recovery', address: BigInt(n) * 4096n, result: 'recovered'})
    expect(gather([line(1), line(2), line(3)]).incidents).toHaveLength(3)
  })
})
