import {describe, expect, it} from 'vitest'
import {readText} from './read-text.js'

const texts = async (...lines: readonly string[]): Promise<readonly string[]> =>
  (await readText(`${lines.join('\n')}\n`)).lines.map(line => line.text)

describe('quoted-printable mails', () => {
  it('joins soft breaks inside words and between them; positions and raw text stay those of the file', async () => {
    const {lines} = await readText(
      [
        '[  294.645953] {1}[Hardware Error]:    error_status: Storage error in DRAM =',
        'memory (0x0000000000000400)',
        '[  294.650625] mce: Uncorrected hardware memory error in user-access at 8a3=',
        '98a400',
        '[  294.763844] Memory failure: 0x8a399f: recovery action for dirty LRU page=',
        ': Recovered',
        '',
      ].join('\n'),
    )
    expect(lines.map(line => line.text)).toEqual([
      '{1}[Hardware Error]:    error_status: Storage error in DRAM memory (0x0000000000000400)',
      'mce: Uncorrected hardware memory error in user-access at 8a398a400',
      'Memory failure: 0x8a399f: recovery action for dirty LRU page: Recovered',
    ])
    expect(lines.map(line => line.position.line)).toEqual([1, 3, 5])
    expect(lines[1]?.raw).toBe('[  294.650625] mce: Uncorrected hardware memory error in user-access at 8a3=')
    expect(lines[1]?.joined).toEqual([{position: {input: 0, line: 4, byteOffset: 182}, raw: '98a400'}])
  })

  it('joins a message broken more than once, and decodes bytes from then on', async () => {
    expect(
      await texts(
        '[  294.645958] {1}[Hardware Error]:   node:1 card:0 module:0 rank:0 bank:2 =',
        'device:0 row:1136 column:584 requestor_id:0x0000000000000000 responder_id:0=',
        'x0000000000000000 target_id:0x0000000000000000',
        '[  294.650000] EDAC MC0: flags=3D0x1 gr=C3=B6=C3=9Fe',
      ),
    ).toEqual([
      '{1}[Hardware Error]:   node:1 card:0 module:0 rank:0 bank:2 device:0 row:1136 column:584 requestor_id:0x0000000000000000 responder_id:0x0000000000000000 target_id:0x0000000000000000',
      'EDAC MC0: flags=0x1 größe',
    ])
  })

  it('decodes the bytes around the first soft break too', async () => {
    expect(
      await texts(
        '[    0.000000] EDAC mem48: type=3D7, attr=3D0x1000f, range=3D[0x0000000100=',
        '000000-0x0000000900000000) (32768MB)',
        '[    0.100000] EDAC a=3D1',
      ),
    ).toEqual(['EDAC mem48: type=7, attr=0x1000f, range=[0x0000000100000000-0x0000000900000000) (32768MB)', 'EDAC a=1'])
  })

  it('leaves an equals sign at the end of an ordinary line alone', async () => {
    expect(await texts('[    1.0] EDAC MC0: option=', 'next', '[    2.0] EDAC MC0: a=3D')).toEqual([
      'EDAC MC0: option=',
      'next',
      'EDAC MC0: a=3D',
    ])
  })
})

describe('wrapped lines', () => {
  it('joins what a mail broke between words', async () => {
    expect(
      await texts(
        '[ma mrt 21 17:17:00 2022] core: [Hardware Error]: Machine check events logged',
        '[ma mrt 21 17:17:00 2022] [Hardware Error]: CPU:0 (17:18:1)',
        'MC20_STATUS[-|-|MiscV|AddrV|-|-|SyndV|UECC|Deferred|-|-]: 0x9c2030000001085b',
        '[ma mrt 21 17:17:00 2022] [Hardware Error]: IPID: 0x0000002e00000000, Syndrome:',
        '0x000000005b240204',
      ),
    ).toEqual([
      'core: [Hardware Error]: Machine check events logged',
      '[Hardware Error]: CPU:0 (17:18:1) MC20_STATUS[-|-|MiscV|AddrV|-|-|SyndV|UECC|Deferred|-|-]: 0x9c2030000001085b',
      '[Hardware Error]: IPID: 0x0000002e00000000, Syndrome: 0x000000005b240204',
    ])
  })

  it('joins what a screen cut, the blank kept', async () => {
    expect(
      await texts(
        '[ 0.149528] mce: [Hardware Error]: PROCESSOR 0:906e9 TIME 1567293512 SOCKET 0',
        ' APIC 0 microcode b4',
      ),
    ).toEqual(['mce: [Hardware Error]: PROCESSOR 0:906e9 TIME 1567293512 SOCKET 0 APIC 0 microcode b4'])
  })

  it('leaves a cut between digits to the dialects', async () => {
    const lines = ['[ 0.149524] mce: [Hardware Error]: CPU 0: Machine Check: 0 Bank 7: ee20000000', '40110a']
    expect(await texts(...lines)).toEqual([
      'mce: [Hardware Error]: CPU 0: Machine Check: 0 Bank 7: ee20000000',
      '40110a',
    ])
  })

  it('joins what a wide screen or editor wrapped, indented or not, and a sentence that goes on with `Check: `', async () => {
    const message = 'Memory failure: 0x2f3b5e7: Sending SIGBUS to redis-server:20117 due to hardware memory corruption'
    expect(
      await texts(
        'Mar 14 09:13:54 osd12 kernel: Memory failure: 0x2f3b5e7: Sending SIGBUS to redis-server:20117 due',
        '    to hardware memory corruption',
        'Mar 14 09:13:54 osd12 kernel: mce: [Hardware Error]: TSC 1 ADDR 2f3b5e7440 MISC 86 PPIN 1 SYND 2',
      ),
    ).toContain(message)
    expect(
      await texts(
        'Mar 14 09:13:54 ceph-osd12 kernel: mce: [Hardware Error]: CPU 4: Machine',
        'Check: 0 Bank 13: 8c00004200800090',
      ),
    ).toEqual(['mce: [Hardware Error]: CPU 4: Machine Check: 0 Bank 13: 8c00004200800090'])
  })

  it('joins values to their names, brackets to their ends, and abbreviations to what follows', async () => {
    expect(
      await texts(
        'Mar 14 09:13:54 ceph-osd12 kernel: {3}[Hardware Error]: Hardware error from APEI',
        'Generic Hardware Error Source: 0',
        'Mar 14 09:13:54 ceph-osd12 kernel: {3}[Hardware Error]:  fru_text: Card03, ChnD,',
        'DIMM1',
        'Mar 14 09:13:54 ceph-osd12 kernel: EDAC MC0: 1 UE on unknown memory (node:1 -',
        'APEI location: node:1 card:5 module:0)',
      ),
    ).toEqual([
      '{3}[Hardware Error]: Hardware error from APEI Generic Hardware Error Source: 0',
      '{3}[Hardware Error]:  fru_text: Card03, ChnD, DIMM1',
      'EDAC MC0: 1 UE on unknown memory (node:1 - APEI location: node:1 card:5 module:0)',
    ])
    expect(
      await texts(
        'Mar 14 09:13:54 ceph-osd12 kernel: EDAC MC0: {3}[Hardware Error]:',
        'physical_address: 0x00000031c2b3a940',
      ),
    ).toEqual(['EDAC MC0: {3}[Hardware Error]: physical_address: 0x00000031c2b3a940'])
  })

  it('glues what an 80-column screen cut inside words and numbers, as long as no line was broken earlier', async () => {
    expect(
      await texts(
        '[ 4321.104218] mce: Uncorrected hardware memory error in user-access at 2f3b5e74',
        '40',
        '[ 4321.108435] Memory failure: 0x2f3b5e7: Sending SIGBUS to redis-server:20117 d',
        'ue to hardware memory corruption',
        '[    1.000000] EDAC MC5: 1 CE memory read error on a-label-of-som-DIMM_CPU_SrcID',
        '#1_MC#1_Chan#0_DIMM#0 (channel:0)',
      ),
    ).toEqual([
      'mce: Uncorrected hardware memory error in user-access at 2f3b5e7440',
      'Memory failure: 0x2f3b5e7: Sending SIGBUS to redis-server:20117 due to hardware memory corruption',
      'EDAC MC5: 1 CE memory read error on a-label-of-som-DIMM_CPU_SrcID#1_MC#1_Chan#0_DIMM#0 (channel:0)',
    ])
    expect(
      await texts(
        'Mar 14 09:13:54 ceph-osd12 kernel: mce: Uncorrected hardware memory error in',
        'user-access at 2f3b5e7440',
        'Mar 14 09:13:54 ceph-osd12 kernel: mce: [Hardware Error]: TSC 9d8f1ab33e40c ADDR',
        '2f3b5e7440 MISC 86',
      ),
    ).toContain('mce: [Hardware Error]: TSC 9d8f1ab33e40c ADDR 2f3b5e7440 MISC 86')
  })

  it.each([
    ['a line that would have fitted', ['[    1.0] EDAC MC0: Giving out device', 'login:']],
    [
      'a text with wide lines',
      [
        `[    0.5] EDAC ${'x'.repeat(90)}`,
        '[    1.0] EDAC MC0: Giving out device to module skx_edac controller Skylake',
        'some-program-with-a-long-name started',
      ],
    ],
    [
      'a message of its own',
      [
        '[    1.000000] EDAC MC0: Giving out device to module skx_edac controller Skyl',
        'systemd[1]: Started a-service-with-a-long-name',
      ],
    ],
    [
      'what tells of an error, whatever stands above it,',
      [
        '[ 4321.100001] EDAC: something happened on this machine (see the lines below for',
        'EDAC MC0: CE page 0x5c3e1, offset 0x7c0',
      ],
    ],
    [
      'a text without stamps',
      [
        'EDAC MC0: 1 CE memory read error on CPU_SrcID#0_MC#0_Chan#0_DIMM#0',
        '(channel:0slot:0page:0x6c01f1offset:0x800)',
      ],
    ],
  ])('leaves %s apart', async (_, lines) => {
    expect(await texts(...lines)).toHaveLength(lines.length)
  })

  it('leaves all parts apart when it cannot join them all', async () => {
    const {lines} = await readText(
      [
        '[  951.033435] EDAC MC0: 1 CE Unknown syndrome - possible errors detected',
        'reporting-race-on-mc#0csrow#0channel#0 (csrow:0',
        'page:0x1d4f47',
        '',
      ].join('\n'),
    )
    expect(lines.map(line => line.position.line)).toEqual([1, 2, 3])
  })
})

describe('text that was pasted', () => {
  it('takes off markup escapes, quote marks and entities, wrapper included', async () => {
    expect(
      await texts(
        'Oct 31 11:53:40 node7 kernel: \\[    0.677235\\] \\[Hardware Error\\]: CPU:10 (17:1:1) MC5\\_STATUS\\[-|UE|MiscV\\]: 0xbea0000000000108',
        '> > [    1.000000] EDAC MC0: a',
        '>   efi: EDAC map',
        '`[    1.500000] EDAC MC0: code`',
        '[\u00a0\u00a0\u00a0\u00a01.600000]\u00a0EDAC\u00a0MC0:\u00a0firm',
        '[    2.000000] mce: [Hardware Error]: RIP 10:&lt;ffffffff81031f8f&gt; &amp;',
      ),
    ).toEqual([
      '[Hardware Error]: CPU:10 (17:1:1) MC5_STATUS[-|UE|MiscV]: 0xbea0000000000108',
      'EDAC MC0: a',
      '  efi: EDAC map',
      'EDAC MC0: code',
      'EDAC MC0: firm',
      'mce: [Hardware Error]: RIP 10:<ffffffff81031f8f> &',
    ])
  })

  it('peels behind leading blanks and trims blanks at the end', async () => {
    const {lines} = await readText('  [22826.834759] EDAC sbridge MC3: TSC 0     \n')
    expect(lines).toMatchObject([{text: 'EDAC sbridge MC3: TSC 0', envelope: {id: 'dmesg'}}])
  })
})

describe('consoles', () => {
  it('takes off colours and other control, inside the wrapper too', async () => {
    expect(
      await texts(
        '\u001b[32m[    0.000000] \u001b[0m\u001b[33mEDAC MC0: \u001b[0m\u001b[31mred\u001b[0m',
        '\u001b]0;title\u0007\u001b[2K\u001b(BNov 23 04:12:09 db7 \u001b[1mkernel\u001b[0m: EDAC x\u0007',
        '^[[0;1m[    1.000000] EDAC caret^[[0m',
        'Nov 23 04:12:09 db7 kernel: EDAC daemon#033[0m#011x#015',
      ),
    ).toEqual(['EDAC MC0: red', 'EDAC x', 'EDAC caret', 'EDAC daemon\tx'])
  })

  it('takes what stands between carriage returns as lines of their own', async () => {
    const text = 'progress  10%\rprogress 100%\r[   26.930429] EDAC MC0: loaded\r\r\n[   27.000000] EDAC MC1: x\r\n'
    const {lines, summary} = await readText(text)
    expect(lines.map(({text, hit, position}) => [text, hit, position.line, position.byteOffset])).toEqual([
      ['progress  10%', false, 1, 0],
      ['progress 100%', false, 1, 14],
      ['EDAC MC0: loaded', true, 1, 28],
      ['EDAC MC1: x', true, 2, 62],
    ])
    expect(summary.lines).toBe(2)
  })

  it('takes stamped messages on one line apart, each with its own place, host kept', async () => {
    const {lines} = await readText(
      'Nov 23 04:12:09 db7 kernel: [   12.000001] EDAC a[   12.000002] EDAC b\nlogin: [   13.000000][ T12] EDAC c\nEDAC said "[   14.000000] quoted"\n',
    )
    expect(
      lines.map(({text, position, envelope}) => [
        text,
        position.line,
        position.byteOffset,
        envelope.host,
        envelope.time.uptimeSeconds,
      ]),
    ).toEqual([
      ['EDAC a', 1, 0, 'db7', 12.000001],
      ['EDAC b', 1, 49, 'db7', 12.000002],
      ['login:', 2, 71, undefined, undefined],
      ['EDAC c', 2, 78, undefined, 13],
      ['EDAC said "[   14.000000] quoted"', 3, 106, undefined, undefined],
    ])
  })

  it('takes holes of NULs for line ends and drops single ones, with a notice', async () => {
    const {lines, summary} = await readText(`EDAC \0a${'\0'.repeat(100)}Nov 23 04:12:09 db7 kernel: EDAC b\n`)
    expect(lines.map(({text, position}) => [text, position.byteOffset])).toEqual([
      ['EDAC a', 0],
      ['EDAC b', 107],
    ])
    expect(summary.notices).toMatchObject([{code: 'nul-bytes'}])
  })
})
