import {describe, expect, it} from 'vitest'
import {banner, fact, gather, mce, panic} from './kit.js'

const CE = 0x8c00004000010091n
const ce = (addr: bigint) => ({cpu: 2, bank: 7, status: CE, addr})

describe('boots', () => {
  it('split at kernel starts, at a strong fall of the uptime, and at nothing less', () => {
    const boots = (ups: readonly number[]) =>
      gather(ups.map((up, index) => mce({line: index + 1, up}, ce(BigInt(index + 1) * 4096n)))).hosts[0]?.boots.length
    expect(boots([100, 200, 199.5, 201])).toBe(1)
    expect(boots([70, 95, 62, 96])).toBe(1)
    expect(boots([9000, 4])).toBe(2)
    expect(
      gather([
        banner({line: 1, up: 0}),
        banner({line: 2, up: 0}),
        mce({line: 3, up: 9}, ce(1n)),
        banner({line: 4, up: 0}),
      ]).hosts[0]?.boots,
    ).toHaveLength(2)
  })

  it('of wall-clock logs split at kernel starts, and records read late stay in their boot', () => {
    const {hosts, errors} = gather([
      banner({line: 1, wall: '2026-01-01T00:00:00Z'}),
      banner({line: 50, wall: '2026-01-02T00:00:00Z'}),
      mce({line: 40, wall: '2026-01-01T08:00:00Z'}, ce(0x1000n)),
      mce({line: 60, wall: '2026-01-02T08:00:00Z'}, ce(0x2000n)),
    ])
    expect(hosts[0]?.boots).toMatchObject([
      {start: '2026-01-01T00:00:00Z', end: '2026-01-01T08:00:00Z', endedBy: 'unknown'},
      {start: '2026-01-02T00:00:00Z', endedBy: 'log-end'},
    ])
    expect(errors.map(e => e.bootIndex)).toEqual([0, 1])
  })

  it('end with the last of their lines, however late an earlier one is told', () => {
    const {hosts} = gather([
      banner({line: 1, wall: '2026-01-01T00:00:00Z'}),
      mce({line: 60, wall: '2026-01-03T08:00:00Z'}, ce(0x1000n)),
      mce({line: 40, wall: '2026-01-01T08:00:00Z'}, ce(0x2000n)),
    ])
    expect(hosts[0]?.boots).toMatchObject([{end: '2026-01-03T08:00:00Z'}])
  })

  it('told by dmesg and syslog are one boot, with the syslog’s clock and the facts of both once', () => {
    const line = {kind: 'fact', fact: 'command-line', text: 'ro quiet'} as const
    const {hosts, errors} = gather([
      banner({input: 0, line: 1, up: 0}),
      fact({input: 0, line: 2, up: 0}, line),
      mce({input: 0, line: 9, up: 60}, ce(0x1000n)),
      mce({input: 0, line: 12, up: 70}, ce(0x2000n)),
      banner({input: 1, line: 1, up: 0, wall: '2026-01-01T00:00:20Z', host: 'db7'}),
      fact({input: 1, line: 2, up: 0, wall: '2026-01-01T00:00:20Z', host: 'db7'}, line),
      mce({input: 1, line: 9, up: 60, wall: '2026-01-01T00:01:00Z', host: 'db7'}, ce(0x1000n)),
    ])
    expect(hosts).toHaveLength(1)
    expect(hosts[0]).toMatchObject({id: 'db7', kernel: '6.1.0'})
    expect(hosts[0]?.boots).toHaveLength(1)
    expect(hosts[0]?.facts.map(facts => facts.length)).toEqual([2])
    expect(errors).toMatchObject([
      {time: '2026-01-01T00:01:00Z'},
      {time: '2026-01-01T00:01:10Z', timeBasis: 'zoned', uptimeSeconds: 70},
    ])
  })

  it('start by the clock as it was set, whatever a damaged stamp says', () => {
    const at = (line: number, up: number, wall: string) => mce({line, up, wall}, ce(BigInt(line) * 4096n))
    const {hosts} = gather([
      at(1, 10, '2000-01-01T00:00:10Z'),
      at(2, 100, '2026-01-01T00:01:40Z'),
      at(3, 110, '2026-01-01T00:01:50.5Z'),
      at(4, 99999999, '2026-01-01T00:02:00Z'),
    ])
    expect(hosts[0]?.boots[0]?.start).toBe('2026-01-01T00:00:00Z')
  })

  it('a rotated file continues the boot of the one before', () => {
    const {hosts, errors} = gather([
      mce({input: 0, line: 1, wall: '2026-01-03T00:00:00Z', host: 'a'}, ce(0x3000n)),
      banner({input: 1, line: 1, wall: '2026-01-01T00:00:00Z', host: 'a'}),
      mce({input: 1, line: 5, wall: '2026-01-02T00:00:00Z', host: 'a'}, ce(0x1000n)),
    ])
    expect(hosts[0]?.boots).toHaveLength(1)
    expect(errors.map(e => e.address?.value)).toEqual([0x1000n, 0x3000n])
  })

  it('different command lines are different boots', () => {
    const told = [0, 1].flatMap(input => [
      banner({input, line: 1, up: 0, host: 'a'}),
      fact({input, line: 2, up: 0, host: 'a'}, {kind: 'fact', fact: 'command-line', text: `ro run=${input}`}),
    ])
    expect(gather(told).hosts[0]?.boots).toHaveLength(2)
  })

  it('end by what the log shows', () => {
    const ended = (text: string) =>
      gather([
        banner({line: 1, up: 0}),
        fact({line: 2, up: 9}, {kind: 'fact', fact: 'shutdown', text}),
        banner({line: 3, up: 0}),
      ]).hosts[0]?.boots[0]?.endedBy
    expect(ended('reboot: Power down')).toBe('shutdown')
    expect(ended('reboot: Restarting system')).toBe('reboot')
    expect(
      gather([banner({line: 1, up: 0}), panic({line: 2, up: 4}, 'x', {cause: 'other'})]).hosts[0]?.boots[0]?.endedBy,
    ).toBe('panic')
  })
})

describe('hosts', () => {
  const at = (input: number, line: number, host?: string) => ({
    input,
    line,
    up: line,
    ...(host === undefined ? {} : {host}),
  })

  it('keep names as logged and give nameless lines to the only named host', () => {
    const {hosts} = gather([mce(at(0, 1), ce(1n << 12n)), mce(at(1, 2, 'DB7.example.com'), ce(2n << 12n))])
    expect(hosts.map(h => h.id)).toEqual(['DB7.example.com'])
  })

  it('are kept apart, nameless ones by input when several names are there', () => {
    const {hosts, errors} = gather([
      mce(at(0, 1, 'a'), ce(1n << 12n)),
      mce(at(0, 2, 'b'), ce(1n << 12n)),
      mce(at(1, 3), ce(1n << 12n)),
    ])
    expect(hosts.map(h => h.id)).toEqual(['a', 'b', 'unknown'])
    expect(errors).toHaveLength(3)
  })

  it('are unknown by number where several inputs name none', () => {
    expect(gather([mce(at(0, 1), ce(1n << 12n)), mce(at(1, 3), ce(9n << 12n))]).hosts.map(h => h.id)).toEqual([
      'unknown-1',
      'unknown-2',
    ])
    expect(gather([mce(at(0, 1), ce(1n << 12n))]).hosts.map(h => h.id)).toEqual(['unknown'])
    expect(gather([]).hosts).toEqual([])
  })
})
