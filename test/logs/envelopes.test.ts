import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {YEARLESS} from '../../src/logs/clock.js'
import {createPeeler} from '../../src/logs/peel-envelope.js'
import {envelopes, namedEnvelopes} from './built-in-envelopes.js'
import {readText} from './read-text.js'

const peel = (line: string) => createPeeler(envelopes).peel(line)

describe.each(namedEnvelopes)('envelope $id', ({id, form}) => {
  it('is named for its file and begins with real lines', () => {
    expect(form.id).toBe(id)
    expect(form.samples.length).toBeGreaterThan(0)
  })

  it.each(form.samples)('alone peels %s', sample => {
    const takers = envelopes.filter(other => other.peel(sample.trimStart()) !== undefined).map(other => other.id)
    expect(takers).toEqual([id])
    expect(form.peel(sample.trimStart())?.envelope.id).toBe(id)
  })
})

const SAMPLES = envelopes.flatMap(form => form.samples.flatMap(sample => [sample, sample.trimStart()]))
const FIRST = [...Array.from({length: 128}, (_, code) => String.fromCharCode(code)), 'ü', '月', '\ufeff']
const BENT = SAMPLES.flatMap(sample => FIRST.flatMap(first => [`${first}${sample}`, `${first}${sample.slice(1)}`]))

it.each(namedEnvelopes.filter(({form}) => form.first !== undefined))('$id knows how its lines begin', ({form}) => {
  const taken = [...SAMPLES, ...BENT].filter(line => form.peel(line) !== undefined)
  expect(taken.length).toBeGreaterThan(0)
  expect(taken.filter(line => form.first?.test(line.charAt(0)) !== true)).toEqual([])
})

describe('BSD syslog', () => {
  const form = envelopes.find(({id}) => id === 'rfc3164')
  const word = fc.constantFrom(
    ...['db7', 'node7.example.org', 'PM', 'am', '2026', '20260', '-', 'kern.warn', 'kern.emerg', 'local7.info', 'EDAC'],
    ...[
      'MC0',
      'Memory',
      'failure',
      'ereport.cpu.amd',
      'sshd[12]',
      'kernel',
      'cpu4',
      'cpu',
      'x@y',
      '10.0.0.1',
      'fe80::1',
    ],
    ...[
      'Kernel',
      'panic',
      'MCE',
      '0x12',
      '7',
      'run-parts(/etc)',
      'postfix/smtpd[9]',
      'a_b',
      'systemd[1]',
      'Machine',
      '',
    ],
  )
  const line = fc
    .tuple(
      fc.constantFrom('Nov', 'Feb', 'May', 'Xyz', 'mrt', 'NOV'),
      fc.constantFrom(' 3', '03', '29', '31', '3', ' 0'),
      fc.constantFrom('04:12:09', '4:12:09', '24:00:00', '04:12:60', '04:12:09.5'),
      fc.array(fc.tuple(word, fc.constantFrom(' ', ': ', ':', '[7]: ', '  ')), {maxLength: 4}),
    )
    .map(([month, day, time, words]) => `${month} ${day} ${time} ${words.flat().join('')}text`)

  it('is read the same whether or not it looks usual', () => {
    fc.assert(
      fc.property(line, text => {
        // What a priority stands before is never read as usual.
        const whole = form?.peel(`<13>${text}`)
        const {level: _, ...envelope} = whole?.envelope ?? {}
        expect(form?.peel(text)).toEqual(whole && {...whole, envelope})
      }),
      {numRuns: 20_000},
    )
  })
})

/** Line → what is left, and what was said of it. */
const PEELED: readonly (readonly [string, string, Record<string, unknown>])[] = [
  ['2026-11-23T04:12:09Z EDAC MC0: 1 CE x', 'EDAC MC0: 1 CE x', {id: 'iso-stamp'}],
  ['2026-11-23T04:12:09Z Memory failure: 0x1: x', 'Memory failure: 0x1: x', {id: 'iso-stamp'}],
  [
    '2026-11-23T04:12:09.123456789Z stderr F EDAC MC0: 1 CE x',
    'EDAC MC0: 1 CE x',
    {id: 'iso-stamp', time: {basis: 'zoned', epochMs: Date.UTC(2026, 10, 23, 4, 12, 9, 123)}},
  ],
  [
    String.raw`{"log":"[  123.456789] EDAC \u003cx\u003e\n","stream":"stdout","time":"2026-11-23T04:12:09.123456789Z"}`,
    'EDAC <x>',
    {
      id: 'json-lines',
      time: {basis: 'zoned', epochMs: Date.UTC(2026, 10, 23, 4, 12, 9, 123), uptimeSeconds: 123.456789},
    },
  ],
  [
    '{"@timestamp":"2026-11-23T04:12:09Z","host":{"name":"collector"},"message":"Nov 23 04:12:09 db7 kernel: EDAC x"}',
    'EDAC x',
    {host: 'db7', program: 'kernel', time: {basis: 'zoned'}},
  ],
  ['{"hostname":"db7","msg":"EDAC x"}', 'EDAC x', {id: 'json-lines', host: 'db7', time: {basis: 'none'}}],
  [
    'Nov 23 04:12:09 db7 kernel: [  123.456789] mce: [Hardware Error]: x',
    'mce: [Hardware Error]: x',
    {
      id: 'rfc3164',
      host: 'db7',
      program: 'kernel',
      time: {basis: 'no-year', epochMs: Date.UTC(YEARLESS, 10, 23, 4, 12, 9), uptimeSeconds: 123.456789},
    },
  ],
  [
    '2026-11-23T04:12:09.123456+01:00 db7 kernel: [   12.345678][ T123] EDAC x',
    'EDAC x',
    {
      id: 'iso',
      host: 'db7',
      program: 'kernel',
      caller: 'T123',
      time: {basis: 'zoned', epochMs: Date.UTC(2026, 10, 23, 3, 12, 9, 123), uptimeSeconds: 12.345678},
    },
  ],
  [
    '<4>[   12.345678][   C0] EDAC x',
    'EDAC x',
    {id: 'dmesg', level: 4, caller: 'C0', time: {basis: 'monotonic', uptimeSeconds: 12.345678}},
  ],
  [
    'kern  :emerg : [   90.782856] mce: x',
    'mce: x',
    {id: 'dmesg', level: 0, time: {basis: 'monotonic', uptimeSeconds: 90.782856}},
  ],
  [
    '[ma mrt 21 17:17:00 2022] core: x',
    'core: x',
    {id: 'dmesg-ctime', time: {basis: 'local', epochMs: Date.UTC(2022, 2, 21, 17, 17)}},
  ],
  [
    '[Tue Mar 21 12:09:43 AM 2022] x',
    'x',
    {id: 'dmesg-ctime', time: {basis: 'local', epochMs: Date.UTC(2022, 2, 21, 0, 9, 43)}},
  ],
  ['[xx xxy 21 17:17:00 2022] core: x', 'core: x', {id: 'dmesg-ctime', time: {basis: 'none'}}],
  ['Nov 31 04:12:09 db7 kernel: x', 'x', {id: 'rfc3164', host: 'db7', program: 'kernel', time: {basis: 'no-year'}}],
  [
    'Feb 29 04:12:09 db7 kernel: x',
    'x',
    {
      id: 'rfc3164',
      host: 'db7',
      program: 'kernel',
      time: {basis: 'no-year', epochMs: Date.UTC(YEARLESS, 1, 29, 4, 12, 9)},
    },
  ],
  [
    'Nov 23 2025 04:12:09 db7 kernel: x',
    'x',
    {id: 'rfc3164', host: 'db7', program: 'kernel', time: {basis: 'local', epochMs: Date.UTC(2025, 10, 23, 4, 12, 9)}},
  ],
  ['Nov 23 04:12:09 fe80::1 sshd[12]: x', 'x', {id: 'rfc3164', host: 'fe80::1', program: 'sshd', pid: 12}],
  ['Nov 23 04:12:09 db7 last message repeated 2 times', 'last message repeated 2 times', {id: 'rfc3164', host: 'db7'}],
  [
    'Mon Nov 23 04:12:09 2026 kern.emerg kernel: [  1.5] x',
    'x',
    {
      id: 'rfc3164',
      program: 'kernel',
      time: {basis: 'local', epochMs: Date.UTC(2026, 10, 23, 4, 12, 9), uptimeSeconds: 1.5},
    },
  ],
  [
    '[   74.776606] rx01 kernel: mce: x',
    'mce: x',
    {
      id: 'journal-short-monotonic',
      host: 'rx01',
      program: 'kernel',
      time: {basis: 'monotonic', uptimeSeconds: 74.776606},
    },
  ],
  [
    '[   74.776606] usb 1-1: new device',
    'usb 1-1: new device',
    {id: 'dmesg', time: {basis: 'monotonic', uptimeSeconds: 74.776606}},
  ],
  ['[    3.1] systemd[1]: Inserted module', 'Inserted module', {id: 'dmesg', program: 'systemd', pid: 1}],
  [
    '1778625757.085814 rx01 kernel: x',
    'x',
    {id: 'journal-short-unix', host: 'rx01', time: {basis: 'zoned', epochMs: 1778625757085}},
  ],
  [
    'Mon 2026-11-23 05:12:09 CET db7 kernel: x',
    'x',
    {id: 'journal-short-full', host: 'db7', time: {basis: 'local', epochMs: Date.UTC(2026, 10, 23, 5, 12, 9)}},
  ],
  [
    '<165>1 2026-11-23T04:12:09Z db7 mcelog 2783 ID47 [a@1 b="c\\]d"] x',
    'x',
    {id: 'rfc5424', host: 'db7', program: 'mcelog', pid: 2783, level: 5},
  ],
  [
    '(XEN) [2026-11-23 04:12:09.123] CPU0: x',
    'CPU0: x',
    {id: 'iso-stamp', program: 'xen', time: {basis: 'local', epochMs: Date.UTC(2026, 10, 23, 4, 12, 9, 123)}},
  ],
  [
    '[2026-11-23 04:12:09] [  123.456789] mce: x',
    'mce: x',
    {id: 'iso-stamp', time: {basis: 'local', epochMs: Date.UTC(2026, 10, 23, 4, 12, 9), uptimeSeconds: 123.456789}},
  ],
  [
    '2,1186,51910621,-;mce: x',
    'mce: x',
    {id: 'netconsole', level: 2, time: {basis: 'monotonic', uptimeSeconds: 51.910621}},
  ],
  [' kernel:[Hardware Error]: x', '[Hardware Error]: x', {id: 'program', program: 'kernel', time: {basis: 'none'}}],
  ['  [22826.830801] EDAC sbridge MC3: x', 'EDAC sbridge MC3: x', {id: 'dmesg'}],
]

describe('peeling', () => {
  it.each(PEELED)('%s', (line, message, envelope) => {
    const peeled = peel(line)
    expect(peeled.message).toBe(message)
    expect(peeled.envelope).toMatchObject(envelope)
  })

  it.each([
    'mce: [Hardware Error]: CPU 7: Machine Check Exception: 5 Bank 0',
    '<24> DIMM 1600 Mhz Res13 Width 72 Data Width 64 Size 16 GB',
    '  83 | 08/31/2016 | 03:05:12 | System Firmware Progress #0x05 | Memory initialization | Asserted',
    'TIME 1462844875 Tue May 10 01:47:55 2016',
    'Thu Mar 24 16:22:37 2016',
    '{1}[Hardware Error]: event severity: fatal',
    '[Hardware Error]: CPU 1: Machine Check Exception: 5 Bank 5: b200121020080400',
    'CPU3: Machine Check Exception: 7 Bank 3: b40000000000083b',
    'Memory failure: 0x61653: recovery action for dirty LRU page: Recovered',
    '- 1117842440 2005.06.03 R23-M0-NE-C:J05-U01 RAS KERNEL INFO 63543 double-hummer alignment exceptions',
    'EDAC MC0: 1 CE memory read error on CPU_SrcID#0_MC#0_Chan#0_DIMM#0 (channel:0 slot:0)',
    'MCE 0',
    '40110a',
    '',
  ])('leaves %s alone', line => {
    expect(peel(line)).toEqual({envelope: {id: 'bare', time: {basis: 'none'}}, message: line})
  })

  it('gives the line below a broadcast its host and time', () => {
    const peeler = createPeeler(envelopes)
    peeler.peel('Message from syslogd@node7 at May 13 18:08:26 ...')
    const below = peeler.peel(' kernel:[Hardware Error]: MC4 Error (node 2): L3 data cache ECC error.')
    expect(below.envelope).toMatchObject({
      host: 'node7',
      program: 'kernel',
      time: {basis: 'no-year', epochMs: Date.UTC(YEARLESS, 4, 13, 18, 8, 26)},
    })
    expect(peeler.peel('CPU 1').envelope.host).toBeUndefined()
  })

  it('is not held up by hostile lines', () => {
    for (const line of [
      '['.repeat(60_000),
      `Nov 23 04:12:09 ${'a'.repeat(60_000)}`,
      `<1>1 ${'- '.repeat(30_000)}`,
      `[${' '.repeat(60_000)}`,
      `1 - - - - - ${'[a b="'.repeat(9000)}`,
      '1,1,1,-'.repeat(9000),
    ])
      expect(peel(line).message.length).toBeGreaterThan(0)
  })
})

describe('netconsole', () => {
  const codes = async (text: string) => (await readText(text)).summary.notices.map(({code, count}) => [code, count])

  it('tells of numbers that are missing, once', async () => {
    const line = (sequence: number): string => `4,${sequence},${sequence}000,-;EDAC MC0: x\n`
    expect(await codes([1, 2, 3].map(line).join(''))).toEqual([])
    expect(await codes([1, 2, 5, 6, 9].map(line).join(''))).toEqual([['messages-missing', 2]])
    expect(await codes([3, 2, 4].map(line).join(''))).toEqual([])
  })

  it('joins a message that was sent in pieces', async () => {
    const {lines} = await readText(
      '6,416,1758426,-,ncfrag=0/33;EDAC MC0: the first chunk,\n6,416,1758426,-,ncfrag=16/33;the 2nd chunk.\n6,417,1758427,-;EDAC MC1: y\n',
    )
    expect(lines.map(({text}) => text)).toEqual(['EDAC MC0: the first chunk,the 2nd chunk.', 'EDAC MC1: y'])
    expect(lines[0]?.joined?.length).toBe(1)
  })

  it('is read behind a release and a relay’s stamp', async () => {
    const relayed = (sequence: number): string => `Nov 23 04:12:09 10.0.0.5 6.12.0,4,${sequence},1000,-;EDAC MC0: x\n`
    const {lines, summary} = await readText(`${relayed(7)}${relayed(9)}`)
    expect(lines.map(({text, envelope}) => [text, envelope.host])).toEqual([
      ['EDAC MC0: x', '10.0.0.5'],
      ['EDAC MC0: x', '10.0.0.5'],
    ])
    expect(summary.notices.map(({code}) => code)).toEqual(['messages-missing'])
  })
})

describe('repeated messages', () => {
  const line = (text: string): string => `Nov 23 04:12:09 db7 ${text}\n`

  it('are told as lower bounds', async () => {
    const {lines, summary} = await readText(
      line('kernel: EDAC MC0: x') +
        line('last message repeated 7 times') +
        line('kernel: message repeated 3 times: [ EDAC MC1: y]'),
    )
    expect(lines.filter(({hit}) => hit).map(({text}) => text)).toEqual(['EDAC MC0: x', 'EDAC MC1: y'])
    expect(summary.notices.map(({code, count}) => [code, count])).toEqual([['messages-repeated', 2]])
  })

  it('of other programs are nobody’s business', async () => {
    const {summary} = await readText(
      `${line('kernel: EDAC MC0: x')}${line('cron[1]: y')}${line('last message repeated 7 times')}`,
    )
    expect(summary.notices).toEqual([])
  })
})
