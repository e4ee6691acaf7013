import {describe, expect, it} from 'vitest'
import {cper, edac, gather, logged, mce, page} from './kit.js'

const CE = 0x8c00004000010091n
const SRAR = 0xbd80000000100134n
const ECHO = 0xa000000000000000n
const UCNA = 0xbc00000000080090n

describe('one error told many times', () => {
  it('joins a machine check and its EDAC line, filling each other’s gaps', () => {
    const {errors} = gather([
      mce({line: 1, up: 100}, {cpu: 2, bank: 7, status: CE, addr: 0x3f2ac4c0n, misc: 0x86n, socket: 1}),
      edac(
        {line: 4, up: 100.002},
        {
          address: 0x3f2ac4c0n,
          grain: 32,
          mcaCode: 0x91,
          modelCode: 1,
          location: {label: 'CPU_SrcID#1_MC#0_Chan#1_DIMM#0', socket: 1, imc: 0, channel: 1, slot: 0},
        },
      ),
    ])
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatchObject({
      id: 'e1',
      basis: 'registers',
      reporters: ['kernel-edac', 'kernel-mce'],
      dram: {channel: 1, slot: 0},
    })
    expect(errors[0]?.registers).toMatchObject({bank: 7, cpu: 2})
    expect(errors[0]?.positions.map(p => p.line)).toEqual([1, 4])
  })

  it('calls an error that the controller found first action-required once a process ran into it', () => {
    const {errors, incidents} = gather([
      mce({line: 1, up: 100}, {cpu: 56, bank: 7, status: UCNA, addr: 0x4c8e1f2d40n, misc: 0x86n, exception: false}),
      page({line: 5, up: 100.1}, {action: 'user-access', address: 0x4c8e1f2d40n}),
      page({line: 6, up: 100.2}, {action: 'kill', address: 0x4c8e1f2000n, process: {name: 'java', pid: 88122}}),
    ])
    expect(errors.map(({severity}) => severity)).toEqual(['srar'])
    expect(incidents).toMatchObject([{consumption: 'user', outcome: 'process-killed'}])
  })

  it('keeps equal registers at different times apart', () => {
    const same = {cpu: 2, bank: 7, status: CE, addr: 0x3f2ac4c0n, tsc: 0n}
    expect(
      gather([mce({line: 1, up: 100}, same), mce({line: 5, up: 100.6}, same), mce({line: 9, up: 400}, same)]).errors,
    ).toHaveLength(3)
  })

  it('pairs each EDAC line with its own record', () => {
    const told = [10, 10.5, 11].flatMap((up, index) => [
      mce({line: 10 * index + 1, up}, {cpu: 2, bank: 7, status: CE, addr: 0x1000n, tsc: BigInt(index + 1)}),
      edac({line: 10 * index + 4, up: up + 0.001}, {address: 0x1000n, mcaCode: 0x91}),
    ])
    const {errors} = gather(told)
    expect(errors.map(e => e.positions.length)).toEqual([2, 2, 2])
  })

  it('takes a broadcast of one bank by every CPU for one error', () => {
    const told = Array.from({length: 128}, (_, cpu) =>
      mce(
        {line: 4 * cpu + 1, up: 50 + cpu / 200},
        {cpu, bank: 9, status: SRAR, addr: 0x5000n, tsc: BigInt(1000 + cpu), exception: true},
      ),
    )
    const {errors} = gather(told)
    expect(errors).toHaveLength(1)
    expect(errors[0]?.positions).toHaveLength(128)
  })

  it('folds the empty records of other CPUs into the exception, before or after it', () => {
    const echo = (line: number, cpu: number, up: number) =>
      mce({line, up}, {cpu, bank: 1, status: ECHO, exception: false})
    const {errors} = gather([
      echo(1, 0, 31.7),
      mce({line: 4, up: 31.8}, {cpu: 2, bank: 1, status: SRAR, addr: 0x498881c0n, exception: true, cs: 0x33}),
      echo(9, 3, 31.9),
      echo(12, 1, 32.4),
    ])
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatchObject({severity: 'srar', registers: {cpu: 2}})
    expect(errors[0]?.positions).toHaveLength(4)
  })

  it('makes echoes without an exception one error, not one per CPU', () => {
    const {errors} = gather([0, 1, 2].map(cpu => mce({line: cpu + 1, up: 10 + cpu / 10}, {cpu, bank: 1, status: ECHO})))
    expect(errors).toHaveLength(1)
  })

  it('joins page lines with the record of that page, user access included', () => {
    const {errors, incidents} = gather([
      page({line: 1, up: 73.6}, {action: 'user-access', address: 0x498881c0n, granularityBytes: 1}),
      mce(
        {line: 2, up: 73.7},
        {cpu: 2, bank: 1, status: SRAR, addr: 0x498881c0n, exception: true, cs: 0x33, ip: 0x401b5bn},
      ),
      page({line: 6, up: 73.78}, {action: 'kill', address: 0x49888000n, process: {name: 'hwp', pid: 389}}),
      page(
        {line: 7, up: 73.79},
        {action: 'recovery', address: 0x49888000n, pageType: 'dirty LRU page', result: 'recovered'},
      ),
      page({line: 8, up: 3600}, {action: 'already-poisoned', address: 0x49888000n}),
    ])
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatchObject({
      severity: 'srar',
      address: {value: 0x498881c0n},
      reporters: ['kernel-mce', 'memory-failure'],
    })
    expect(incidents).toMatchObject([
      {outcome: 'process-killed', consumption: 'user', victim: {content: 'user', process: {name: 'hwp', pid: 389}}},
    ])
  })

  it('takes a record cut before its status for what the EDAC line beside it tells, and only beside it', () => {
    const cut = mce({line: 1, up: 100}, {cpu: 2, bank: 4, prose: {severity: 'corrected'}})
    const told = edac({line: 4, up: 100.003}, {address: 0x2d1c3b4a0n, location: {chipSelect: 4, channel: 1}})
    expect(gather([cut, told]).errors).toMatchObject([{severity: 'corrected', dram: {channel: 1}}])
    expect(gather([cut, edac({line: 40, up: 101.5}, {address: 0x2d1c3b4a0n})]).errors).toHaveLength(2)
  })

  it('takes a record cut before its status for what the page line beside it tells', () => {
    const {errors} = gather([
      page({line: 1, up: 73.68}, {action: 'user-access', address: 0x498881c0n, granularityBytes: 1}),
      mce({line: 2, up: 73.72}, {cpu: 2, exception: true, partial: true}),
    ])
    expect(errors).toMatchObject([{severity: 'srar', address: {value: 0x498881c0n}}])
  })

  it('grades a page that only a user access tells of as action required', () => {
    expect(
      gather([page({line: 1, up: 1000}, {action: 'user-access', address: 0x1000n, granularityBytes: 1})]).errors[0]
        ?.severity,
    ).toBe('srar')
  })

  it('joins a CPER section, the machine check the kernel makes of it, and its page', () => {
    const {errors} = gather([
      cper(
        {line: 1, up: 82.9, text: '{3}[Hardware Error]: x'},
        {sectionSeverity: 'recoverable', address: 0xbe35040n, location: {row: 119}},
      ),
      mce({line: 12, up: 83}, {cpu: 2, bank: 255, status: 0xbc0000000000009fn, addr: 0xbe35040n}),
      page(
        {line: 15, up: 83.02},
        {action: 'recovery', address: 0xbe35000n, pageType: 'dirty LRU page', result: 'recovered'},
      ),
    ])
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatchObject({severity: 'uncorrected', basis: 'reporter', registers: {}, dram: {row: 119}})
  })

  it('takes two sections of one block for one address for one error, and two addresses for two', () => {
    const section = (line: number, address: bigint) =>
      cper({line, up: 90, text: '{5}[Hardware Error]: section'}, {sectionSeverity: 'recoverable', address})
    expect(gather([section(1, 0x1000n), section(8, 0x1000n)]).errors).toHaveLength(1)
    expect(gather([section(1, 0x1000n), section(8, 0x9000n)]).errors).toHaveLength(2)
  })

  it('pairs an AMD record with the EDAC line that names the system address', () => {
    const {errors} = gather([
      mce(
        {line: 1, up: 951.03},
        {cpu: 0, bank: 17, status: 0x9c2041000000011bn, addr: 0x6d3d483bn, vendorIndex: 2, ipid: 0x9600050f00n},
      ),
      edac({line: 6, up: 951.033}, {address: 0x1d4f4703bn, grain: 1, location: {chipSelect: 0, channel: 0}}),
    ])
    expect(errors).toMatchObject([{address: {value: 0x1d4f4703bn, kind: 'system'}, severity: 'corrected'}])
  })

  it('never merges a corrected EDAC line into an uncorrected record of another place', () => {
    const {errors} = gather([
      mce({line: 1, up: 10}, {cpu: 0, bank: 7, status: UCNA, addr: 0x2000n}),
      edac({line: 3, up: 10.1}, {address: 0x8000n}),
    ])
    expect(errors.map(e => e.severity)).toEqual(['ucna', 'corrected'])
  })

  it('shows a record once that two inputs of one machine show', () => {
    const one = {cpu: 2, bank: 7, status: CE, addr: 0x3f2ac4c0n, unixTime: 1778625769}
    const {errors, hosts} = gather([
      mce({input: 0, line: 10, up: 86.8}, one),
      mce({input: 1, line: 900, wall: '2026-05-12T22:42:49.1Z', up: 86.8, host: 'rx01'}, one),
      mce({input: 2, line: 800, wall: '2026-05-13T00:42:49Z', basis: 'no-year', host: 'rx01'}, one),
    ])
    expect(hosts.map(h => h.id)).toEqual(['rx01'])
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatchObject({time: '2026-05-12T22:42:49.100Z', timeBasis: 'zoned', uptimeSeconds: 86.8})
  })

  it('carries the driver’s count as a lower bound', () => {
    const {errors} = gather([edac({line: 1, up: 1}, {count: 6, address: 0x1000n})])
    expect(errors).toMatchObject([{occurrences: {count: 6, exact: false}}])
  })
})

describe('pages without a record', () => {
  const recovered = (line: number, up: number | undefined, address: bigint) =>
    page(
      {line, ...(up === undefined ? {} : {up})},
      {action: 'recovery', address, pageType: 'dirty LRU page', result: 'recovered'},
    )

  it('stay unknown when nothing else was logged', () => {
    expect(gather([recovered(1, 10, 0x1000n)]).errors[0]?.severity).toBe('unknown')
  })

  it('are action optional when the machine check only shows as logged', () => {
    const {errors, incidents} = gather([logged({line: 1}), recovered(2, undefined, 0x61653000n)])
    expect(errors[0]).toMatchObject({severity: 'srao', basis: 'reporter'})
    expect(errors[0]?.remarks?.join()).toMatch(/not the record/)
    expect(incidents[0]?.outcome).toBe('page-offlined')
  })

  it('stay unknown when a program asked for the poison', () => {
    const {errors, incidents} = gather([
      logged({line: 1, up: 96}),
      page({line: 2, up: 96.3}, {action: 'injection', address: 0x9f000n}),
      page({line: 3, up: 96.31}, {action: 'unhandlable', address: 0x9f000n}),
      page({line: 4, up: 96.32}, {action: 'recovery', address: 0x9f000n, pageType: 'unknown page', result: 'ignored'}),
    ])
    expect(errors).toMatchObject([{severity: 'unknown'}])
    expect(incidents).toMatchObject([{injected: true, outcome: 'injected', victim: {content: 'kernel'}}])
  })

  it('leave a kill apart that came after the page was given back', () => {
    const {errors, incidents, notices} = gather([
      logged({line: 1}),
      recovered(2, undefined, 0x61653000n),
      page({line: 4}, {action: 'unpoison', address: 0x61653000n}),
      page({line: 5}, {action: 'kill', process: {name: 'stress', pid: 24502}}),
    ])
    expect(errors).toHaveLength(1)
    expect(incidents.map(i => i.outcome)).toEqual(['page-offlined'])
    expect(notices.map(n => n.code)).toContain('kill-unexplained')
  })

  it('make a kill without any page an error of its own', () => {
    const {errors, incidents} = gather([
      page({line: 5, up: 5}, {action: 'kill', process: {name: 'stress', pid: 24502}}),
    ])
    expect(errors).toMatchObject([{severity: 'unknown'}])
    expect(incidents).toMatchObject([{outcome: 'process-killed', victim: {process: {pid: 24502}}}])
  })
})

it('gives a notice for machine-check events whose records are nowhere', () => {
  const {errors, notices} = gather([
    logged({line: 1, up: 10}),
    logged({line: 90, up: 400}),
    mce({line: 91, up: 401}, {bank: 1, status: CE}),
  ])
  expect(errors).toHaveLength(1)
  expect(notices).toMatchObject([{code: 'records-not-in-log', count: 1, positions: [{line: 1}]}])
})
