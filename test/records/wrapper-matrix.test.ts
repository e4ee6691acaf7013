import {describe, expect, it} from 'vitest'
import {builtIns} from '../../src/built-ins.js'
import {readLines} from '../../src/logs/read-lines.js'
import {createRecordReader} from '../../src/records/step-line.js'

/** Vocabularies of the kernel: they travel in every wrapper that carries kernel lines. */
const KERNEL = [
  'efi-memory-map',
  'kernel-amd',
  'kernel-boot',
  'kernel-edac',
  'kernel-ghes',
  'kernel-mce',
  'kernel-memory-zones',
  'kernel-panic',
  'memory-failure',
] as const

const two = (value: number): string => String(value).padStart(2, '0')
const uptime = (n: number): string => `${String(100 + n).padStart(5)}.${String(n * 7).padStart(6, '0')}`
const clock = (n: number): string => `04:${two(12 + Math.floor(n / 60))}:${two(n % 60)}`

/** Line number and message → the line as that wrapper writes it. */
const WRAPPERS: Readonly<Record<string, (n: number, text: string) => string>> = {
  dmesg: (n, text) => `[${uptime(n)}] ${text}`,
  'dmesg, raw': (n, text) => `<4>[${uptime(n)}] ${text}`,
  'dmesg, caller ids': (n, text) => `[${uptime(n)}][    C0] ${text}`,
  'dmesg -T': (n, text) => `[Mon Nov 23 ${clock(n)} 2026] ${text}`,
  'syslog, RFC 3164': (n, text) => `Nov 23 ${clock(n)} db7 kernel: ${text}`,
  'syslog with the kernel stamp': (n, text) => `Nov 23 ${clock(n)} db7 kernel: [${uptime(n)}] ${text}`,
  'syslog, RFC 5424': (n, text) => `<4>1 2026-11-23T${clock(n)}.123456+00:00 db7 kernel - - - ${text}`,
  'journal short-iso': (n, text) => `2026-11-23T${clock(n)}+0000 db7 kernel: ${text}`,
  'journal short-precise': (n, text) => `Nov 23 ${clock(n)}.123456 db7 kernel: ${text}`,
  'journal short-monotonic': (n, text) => `[${uptime(n)}] db7 kernel: ${text}`,
  'journal short-unix': (n, text) => `${1795406400 + n}.123456 db7 kernel: ${text}`,
  'rsyslog with zone': (n, text) => `2026-11-23T${clock(n)}.123456+00:00 db7 kernel: [${uptime(n)}] ${text}`,
  'journal json': (n, text) =>
    JSON.stringify({
      MESSAGE: text,
      _HOSTNAME: 'db7',
      SYSLOG_IDENTIFIER: 'kernel',
      _TRANSPORT: 'kernel',
      __REALTIME_TIMESTAMP: `${(1795406400 + n) * 1e6}`,
    }),
}

const dialects = builtIns.dialects.map(entry => entry.value)
const literals = [...new Set(dialects.flatMap(dialect => dialect.literals))]
const envelopes = builtIns.envelopes.map(entry => entry.value)

async function* once(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text)
}

async function read(text: string) {
  const reader = createRecordReader(dialects)
  const outputs = []
  for await (const batch of readLines(once(text), {input: 0, literals, envelopes}).batches)
    for (const line of batch) outputs.push(reader.step(line))
  outputs.push(reader.end(0))
  return outputs.flatMap(output => [...(output.records ?? []), ...(output.facts ?? [])])
}

/** What a record says, without who carried it. */
const said = (records: Awaited<ReturnType<typeof read>>): string =>
  JSON.stringify(
    records.map(({envelope: _envelope, evidence: _evidence, ...rest}) => rest),
    (_, value) => (typeof value === 'bigint' ? `0x${value.toString(16)}` : value),
    1,
  )

/** Records over several lines, one message a line. */
const BLOCKS: Readonly<Record<string, readonly string[]>> = {
  'a machine check': [
    'mce: [Hardware Error]: CPU 14: Machine Check Exception: f Bank 1: bd80000000100134',
    'mce: [Hardware Error]: RIP 10:<ffffffffa1d3c4ee> {__d_lookup_rcu+0x4e/0x170}',
    'mce: [Hardware Error]: TSC 8b9e2f31c4a6d ADDR 1c6e4a5c80 MISC 86 PPIN 83b1d2a4c5e6f701 ',
    'mce: [Hardware Error]: PROCESSOR 0:606a6 TIME 1793679129 SOCKET 0 APIC 18 microcode d0003b9',
    'mce: [Hardware Error]: Machine check: Data load in unrecoverable area of kernel',
    'Kernel panic - not syncing: Fatal local machine check',
  ],
  'a firmware record': [
    '{7}[Hardware Error]: Hardware error from APEI Generic Hardware Error Source: 4',
    '{7}[Hardware Error]: event severity: recoverable',
    '{7}[Hardware Error]:  Error 0, type: recoverable',
    '{7}[Hardware Error]:  fru_text: DIMM_P1_C0',
    '{7}[Hardware Error]:   section_type: memory error',
    '{7}[Hardware Error]:   physical_address: 0x00000003eb1f7c80',
    '{7}[Hardware Error]:   node:1 card:2 module:0 rank:0 bank:5 device:3 row:6699 column:1016',
    '{7}[Hardware Error]:   error_type: 3, multi-bit ECC',
  ],
  'an AMD record': [
    '[Hardware Error]: Uncorrected, software restartable error.',
    '[Hardware Error]: CPU:2 (17:31:0) MC17_STATUS[-|UE|MiscV|AddrV|-|TCC|SyndV|UECC|-|Poison|-]: 0xbea0280000000108',
    '[Hardware Error]: Error Addr: 0x00000003eb1f7c80',
    '[Hardware Error]: IPID: 0x0000009600350f00, Syndrome: 0x5b240700003a0a01',
    '[Hardware Error]: Unified Memory Controller Ext. Error Code: 0, DRAM ECC error.',
  ],
  'a driver block': [
    'EDAC sbridge MC1: HANDLING MCE MEMORY ERROR',
    'EDAC sbridge MC1: CPU 12: Machine Check Event: 0 Bank 9: 8c000046000800c1',
    'EDAC sbridge MC1: TSC 0 ',
    'EDAC sbridge MC1: ADDR 1fa3c5f40 ',
    'EDAC sbridge MC1: MISC 90000040004028c ',
    'EDAC sbridge MC1: PROCESSOR 0:306e4 TIME 1454012345 SOCKET 1 APIC 20',
  ],
  'zones and mirrored ranges': [
    'efi: mem00: [Conventional|   |  |MR|  |  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000100000000-0x00000008ffffffff] (32768MB)',
    'efi: Memory: 32768M/131455M mirrored memory',
    'Movable zone start for each node',
    '  Node 0: 0x0000000900000000',
  ],
}

/** One message a line, as a wrapper carries them. */
const carried = (wrapper: string, messages: readonly string[]): string => {
  const wrap = WRAPPERS[wrapper]
  if (wrap === undefined) throw new Error(`no wrapper ${wrapper}`)
  return messages.map((text, index) => `${wrap(index, text)}\n`).join('')
}

describe.each(Object.keys(WRAPPERS))('%s', wrapper => {
  it.each(KERNEL)('carries the samples of %s', async dialect => {
    const samples = dialects.find(({id}) => id === dialect)?.samples ?? []
    expect(samples.length).toBeGreaterThan(0)
    for (const sample of samples) {
      const worn = await read(carried(wrapper, [sample]))
      expect(said(worn), sample).toBe(said(await read(carried('dmesg', [sample]))))
    }
  })

  it.each(Object.keys(BLOCKS))('carries %s', async name => {
    const worn = await read(carried(wrapper, BLOCKS[name] ?? []))
    expect(worn.length).toBeGreaterThan(0)
    expect(said(worn)).toBe(said(await read(carried('dmesg', BLOCKS[name] ?? []))))
  })
})
