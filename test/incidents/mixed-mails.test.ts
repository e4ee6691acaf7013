import {describe, expect, it} from 'vitest'
import {analyzeText} from '../analyze-text.js'

// What a support case looks like: the outputs of several tools about one error, pasted one below the other into a mail.

const DMESG = [
  'EDAC skx MC2: HANDLING MCE MEMORY ERROR',
  'EDAC skx MC2: CPU 0: Machine Check Event: 0x0 Bank 13: 0xac00008000010090',
  'EDAC skx MC2: TSC 0x0 ',
  'EDAC skx MC2: ADDR 0x3eb1f7c80 ',
  'EDAC skx MC2: MISC 0x200000c008002086 ',
  'EDAC skx MC2: PROCESSOR 0:0x50657 TIME 1795407129 SOCKET 0 APIC 0x0',
  'EDAC MC2: 1 UE memory read error on CPU_SrcID#0_MC#2_Chan#1_DIMM#0 (channel:1 slot:0 page:0x3eb1f7 offset:0xc80 grain:32 -  err_code:0x0001:0x0090 socket:0 imc:2 rank:0 bg:1 ba:2 row:0x1a2b col:0x3f8)',
].map(message => `Nov 23 04:12:09 db7 kernel: ${message}`)

const PARTS: Readonly<Record<string, readonly string[]>> = {
  '$ grep kernel: /var/log/messages': DMESG,
  '$ ipmitool sel elist': [
    ' 1a1 | 11/23/2026 | 04:12:11 | Memory #0x02 | Uncorrectable ECC | Asserted',
    ' 1a2 | 11/23/2026 | 05:00:00 | Fan #0x41 | Lower Critical going low  | Asserted',
  ],
  '$ journalctl -u rasdaemon': [
    'Nov 23 04:12:09 db7 rasdaemon[812]:            <...>-1234  [000]     0.000102: mc_event:             2026-11-23 04:12:09 +0000 1 Uncorrected error: memory read error on CPU_SrcID#0_MC#2_Chan#1_DIMM#0 (mc: 2 location: 1:0 address: 0x3eb1f7c80 grain: 5 err_code:0x0001:0x0090 socket:0 imc:2 rank:0 bg:1 ba:2 row:0x1a2b col:0x3f8)',
  ],
  '$ edac-util -v': [
    'mc2: 0 Uncorrected Errors with no DIMM info',
    'mc2: csrow0: CPU_SrcID#0_MC#2_Chan#1_DIMM#0: 1 Uncorrected Errors',
  ],
  '$ dmidecode -t memory': [
    'Handle 0x1104, DMI type 17, 84 bytes',
    'Memory Device',
    '\tSize: 32 GB',
    '\tLocator: P1-DIMMC1',
    '\tBank Locator: P0_Node1_Channel1_Dimm0',
    '\tPart Number: M393A4K40BB2-CTD',
  ],
  '$ dmesg -T | grep -i thermal': [
    '[Mon Nov 23 04:11:40 2026] mce: CPU2: Core temperature above threshold, cpu clock throttled (total events = 2675)',
  ],
}

type Hand = (text: string) => string

/** How the mail looked when it came back. */
const HANDS: Readonly<Record<string, Hand>> = {
  plain: text => text,
  quoted: text => text.replace(/^/gm, '> '),
  'quoted twice': text => text.replace(/^/gm, '>> '),
  indented: text => text.replace(/^(?=.)/gm, '    '),
  CRLF: text => text.replaceAll('\n', '\r\n'),
}

/** A shuffle that is the same in every run. */
function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  const rest = [...items]
  let state = seed * 2654435761 + 1
  const taken: T[] = []
  while (rest.length > 0) {
    state = (state * 1103515245 + 12345) % 2147483648
    taken.push(...rest.splice(state % rest.length, 1))
  }
  return taken
}

const mailOf = (seed: number): string => {
  const parts = shuffled(Object.entries(PARTS), seed).map(([prompt, rows]) => [prompt, ...rows].join('\n'))
  return `Hi,\n\nour machine db7 had a memory problem this morning, see below. What is broken?\n\n${parts.join('\n\n')}\n\nThanks,\nJ.\n`
}

const hands = Object.entries(HANDS)
const CASES = Array.from({length: 40}, (_, seed) => {
  const [name, hand] = hands[seed % hands.length] ?? ['plain', (text: string) => text]
  return [seed, name, hand] as const
})

describe('one error, pasted by six tools into one mail', () => {
  it.each(CASES)('is told once (%i, %s)', async (seed, _name, hand) => {
    const {analysis} = await analyzeText(hand(mailOf(seed)))
    expect(analysis.errors.map(({severity, address}) => [severity, address?.value])).toEqual([['ucna', 0x3eb1f7c80n]])
    const [error] = analysis.errors
    expect(error?.reporters.length).toBeGreaterThanOrEqual(2)
    expect(error?.registers.status).toBe(0xac00008000010090n)
    const host = analysis.hosts.find(({inventory}) => inventory !== undefined)
    expect(host?.inventory?.modules.map(({label}) => label)).toEqual(['P1-DIMMC1'])
    expect(host?.inventory?.counters.map(({count}) => count)).toEqual([1])
    expect(analysis.hosts.flatMap(({ignored = []}) => ignored.map(({what}) => what))).toContain('thermal')
    expect(analysis.hosts.map(({id}) => id)).toEqual(['db7'])
  })
})

/** A ring's lines without a host or wall clock beside a daemon's with both: nothing but the address joins them. */
const RING = [
  '[  200.000010] EDAC MC1: 1 CE memory read error on CPU_SrcID#0_MC#1_Chan#0_DIMM#0 (channel:0 slot:0 page:0x1c6e4a6 offset:0x80 grain:32 syndrome:0x0 -  err_code:0x0101:0x0090 socket:0 imc:1 rank:0 bg:2 ba:1 row:0x8d49 col:0x210)',
]
const daemon = (address: string): readonly string[] =>
  [
    'Hardware event. This is not a software error.',
    'MCE 0',
    'CPU 0 BANK 15 TSC 77 ',
    `MISC 200000c020001086 ADDR ${address} `,
    'TIME 1592165430 Sun Jun 14 20:10:30 2020',
    'STATUS 8c00004001010090 MCGSTATUS 0',
    'CPUID Vendor Intel Family 6 Model 85',
  ].map(line => `Jun 14 20:10:30 db7 mcelog[88]: ${line}`)

describe('dmesg beside a daemon’s journal, without a common clock', () => {
  const count = async (lines: readonly string[]) => (await analyzeText(`${lines.join('\n')}\n`)).analysis.errors.length

  it('tells an error of one address once, whatever stands first', async () => {
    expect(await count([...RING, ...daemon('1c6e4a6080')])).toBe(1)
    expect(await count([...daemon('1c6e4a6080'), ...RING])).toBe(1)
  })

  it('tells two of two addresses, or where much stands between them', async () => {
    expect(await count([...RING, ...daemon('2c6e4a6080')])).toBe(2)
    const others = Array.from({length: 90}, (_, index) => `Jun 14 20:10:29 db7 systemd[1]: Started unit ${index}.`)
    expect(await count([...RING, ...others, ...daemon('1c6e4a6080')])).toBe(2)
  })
})
