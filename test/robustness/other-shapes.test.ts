import {describe, expect, it} from 'vitest'
import {analyzeText} from '../analyze-text.js'

// The same few errors in shapes in which people send them: wrappers, widths, markup.

const RECORD = [
  'mce: [Hardware Error]: Machine check events logged',
  'mce: [Hardware Error]: CPU 4: Machine Check: 0 Bank 13: 8c00004200800090',
  'mce: [Hardware Error]: TSC 1a2f33bc84de2 ADDR 17f2a4c3c0 MISC 200414a284401086 PPIN 4c19d7a2b3e8f015',
  'mce: [Hardware Error]: PROCESSOR 0:50657 TIME 1678791234 SOCKET 0 APIC 8 microcode 5003303',
]

const TOUCHED = [
  'mce: Uncorrected hardware memory error in user-access at 2f3b5e7440',
  'Memory failure: 0x2f3b5e7: Sending SIGBUS to redis-server:20117 due to hardware memory corruption',
  'Memory failure: 0x2f3b5e7: recovery action for dirty LRU page: Recovered',
]

const DRIVER = [
  'EDAC MC1: 1 CE memory scrubbing error on CPU_SrcID#1_Ha#0_Chan#2_DIMM#1 (channel:2 slot:1 page:0x61f3ab offset:0x2c0 grain:32 syndrome:0x0 -  area:DRAM err_code:0008:00c2 socket:1 ha:0 channel_mask:4 rank:5)',
]

type Shape = (lines: readonly string[]) => readonly string[]

const stamp = (index: number): string => `[ 4321.${String(100001 + index * 4217)}] `
const stamped: Shape = lines => lines.map((line, index) => `${stamp(index)}${line}`)
const syslog: Shape = lines => lines.map(line => `Mar 14 09:13:54 ceph-osd12 kernel: ${line}`)

const cutAt =
  (columns: number): Shape =>
  lines =>
    lines.flatMap(line => line.match(new RegExp(`.{1,${columns}}`, 'g')) ?? [])

const wrapWords = (line: string, columns: number, indent: string): readonly string[] => {
  const rows: string[] = []
  for (const word of line.split(' ')) {
    const last = rows.at(-1)
    if (last !== undefined && `${last} ${word}`.length <= columns) rows.splice(-1, 1, `${last} ${word}`)
    else rows.push(rows.length === 0 ? word : `${indent}${word}`)
  }
  return rows
}

const wrapAt =
  (columns: number, indent = ''): Shape =>
  lines =>
    lines.flatMap(line => wrapWords(line, columns, indent))

const SHAPES: readonly (readonly [string, Shape])[] = [
  ['as they are', lines => lines],
  ['docker json-file', lines => stamped(lines).map(log => JSON.stringify({log: `${log}\n`, stream: 'stdout'}))],
  ['a shipper’s JSON', lines => lines.map(message => JSON.stringify({'@timestamp': '2023-03-14T09:13:54Z', message}))],
  ['kubernetes', lines => lines.map(line => `2023-03-14T09:13:54.123456789+00:00 stdout F ${line}`)],
  ['a time before bare lines', lines => lines.map(line => `2023-03-14T09:13:54Z ${line}`)],
  ['inline code', lines => stamped(lines).map(line => `\`${line}\``)],
  ['firm blanks', lines => stamped(lines).map(line => line.replaceAll(' ', '\u00a0'))],
  ['one paragraph', lines => [lines.join(' ')]],
  ['wrapped at 72', lines => wrapAt(72)(syslog(lines))],
  ['wrapped at 80, indented', lines => wrapAt(80, '    ')(stamped(lines))],
  ['wrapped at 100', lines => wrapAt(100)(syslog(lines))],
  ['cut at 80', lines => cutAt(80)(stamped(lines))],
  ['cut at 80 behind a host', lines => cutAt(80)(syslog(lines))],
  ['cut at 100', lines => cutAt(100)(stamped(lines))],
]

describe.each(SHAPES)('%s', (_, shape) => {
  const read = async (lines: readonly string[]) => (await analyzeText(`${shape(lines).join('\n')}\n`)).analysis

  it('tells a corrected machine check', async () => {
    const {errors} = await read(RECORD)
    expect(errors).toMatchObject([{severity: 'corrected', unit: 'dram', address: {value: 0x17f2a4c3c0n}}])
  })

  it('tells a page that a process ran into', async () => {
    const {errors, incidents} = await read(TOUCHED)
    expect(errors).toMatchObject([{severity: 'srar', address: {value: 0x2f3b5e7440n}}])
    expect(incidents).toMatchObject([{outcome: 'process-killed'}])
  })

  it('tells a driver’s line', async () => {
    const {errors} = await read(DRIVER)
    expect(errors).toMatchObject([
      {severity: 'corrected', address: {value: 0x61f3ab2c0n}, dram: {socket: 1, channel: 2, slot: 1, rank: 5}},
    ])
  })
})

describe('Xen', () => {
  it('tells the banks under its exception line, corrected and fatal', async () => {
    const {analysis} = await analyzeText(
      [
        '(XEN) [2019-05-01 11:12:13] CPU3: Machine Check Exception:                0',
        '(XEN) [2019-05-01 11:12:13] Bank 8: 8c0000400001009f[       140545486] at       1a2b3c4d40',
        '(XEN) [2019-05-01 11:15:13] CPU4: Machine Check Exception:                5',
        '(XEN) [2019-05-01 11:15:13] Bank 5: be0000000001009f[            65c6] at         3a1b2c40',
        '',
      ].join('\n'),
    )
    expect(analysis.errors).toMatchObject([
      {severity: 'corrected', unit: 'dram', registers: {cpu: 3, bank: 8}},
      {severity: 'fatal', unit: 'dram', registers: {cpu: 4, bank: 5}, address: {value: 0x3a1b2c40n}},
    ])
  })
})

it('a Hyper-V root is no guest: its addresses are the machine’s own', async () => {
  const boot = (extra: string) =>
    `[    0.000000] Linux version 6.1.0-18-amd64 (a@b) (gcc) #1 SMP\n[    0.000000] Hypervisor detected: Microsoft Hyper-V\n${extra}`
  const guestOf = async (log: string) => (await analyzeText(log)).analysis.hosts.map(host => host.guest ?? false)
  expect(await guestOf(boot(''))).toEqual([true])
  expect(await guestOf(boot('[    0.000000] Hyper-V: running as root partition\n'))).toEqual([false])
})
