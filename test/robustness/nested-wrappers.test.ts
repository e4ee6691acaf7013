import {describe, expect, it} from 'vitest'
import {analyzeText} from '../analyze-text.js'
import {LINE_CARRIERS, LOG_CARRIERS, RING_CARRIERS, TEXT_CARRIERS} from '../logs/carriers.js'

// What people paste has been through several hands: a ring, a daemon, a collector, a mail, a ticket.

interface Story {
  readonly lines: readonly string[]
  readonly expected: object
}

/** Memory errors as kernels of several generations print them. */
const STORIES: Readonly<Record<string, Story>> = {
  'a fatal machine check of 6.x': {
    lines: [
      'mce: [Hardware Error]: CPU 14: Machine Check Exception: 5 Bank 7: be00000000010091',
      'mce: [Hardware Error]: RIP !INEXACT! 10:<ffffffff8150a1b2> {intel_idle+0x8e/0x120}',
      'mce: [Hardware Error]: TSC 1d3f6b2a90 ADDR 1fa3c5f40 MISC 140545486 PPIN 83b1d2a4c5e6f701',
      'mce: [Hardware Error]: PROCESSOR 0:50654 TIME 1697012345 SOCKET 1 APIC 40 microcode 2006e05',
      'mce: [Hardware Error]: Machine check: Processor context corrupt',
      'Kernel panic - not syncing: Fatal machine check',
    ],
    expected: {severity: 'fatal', address: {value: 0x1fa3c5f40n}},
  },
  'a corrected error polled by 4.19': {
    lines: [
      'mce: [Hardware Error]: Machine check events logged',
      'mce: [Hardware Error]: CPU 4: Machine Check: 0 Bank 13: 8c00004200800090',
      'mce: [Hardware Error]: TSC 1a2f33bc84de2 ADDR 17f2a4c3c0 MISC 200414a284401086',
      'mce: [Hardware Error]: PROCESSOR 0:50657 TIME 1678791234 SOCKET 0 APIC 8 microcode 5003303',
    ],
    expected: {severity: 'corrected', address: {value: 0x17f2a4c3c0n}},
  },
  'a page that a process ran into, 6.1': {
    lines: [
      'mce: Uncorrected hardware memory error in user-access at 2f3b5e7440',
      'Memory failure: 0x2f3b5e7: Sending SIGBUS to redis-server:20117 due to hardware memory corruption',
      'Memory failure: 0x2f3b5e7: recovery action for dirty LRU page: Recovered',
    ],
    expected: {severity: 'srar', address: {value: 0x2f3b5e7440n}},
  },
  'an EDAC driver of el7': {
    lines: [
      'mce: [Hardware Error]: Machine check events logged',
      'EDAC MC1: 1 CE memory scrubbing error on CPU_SrcID#1_Ha#0_Chan#2_DIMM#1 (channel:2 slot:1 page:0x61f3ab offset:0x2c0 grain:32 syndrome:0x0 -  area:DRAM err_code:0008:00c2 socket:1 ha:0 channel_mask:4 rank:5)',
    ],
    expected: {severity: 'corrected', address: {value: 0x61f3ab2c0n}, dram: {socket: 1, channel: 2, slot: 1}},
  },
  'firmware’s record, 6.1': {
    lines: [
      '{7}[Hardware Error]: Hardware error from APEI Generic Hardware Error Source: 4',
      '{7}[Hardware Error]: event severity: recoverable',
      '{7}[Hardware Error]:  Error 0, type: recoverable',
      '{7}[Hardware Error]:  fru_text: DIMM_P1_C0',
      '{7}[Hardware Error]:   section_type: memory error',
      '{7}[Hardware Error]:    error_status: Storage error in DRAM memory (0x0000000000000400)',
      '{7}[Hardware Error]:   physical_address: 0x00000003eb1f7c80',
      '{7}[Hardware Error]:   node:1 card:2 module:0 rank:0 bank:5 device:3 row:6699 column:1016',
      '{7}[Hardware Error]:   error_type: 3, multi-bit ECC',
    ],
    expected: {unit: 'dram', address: {value: 0x3eb1f7c80n}},
  },
  'AMD’s decoder, 5.4': {
    lines: [
      '[Hardware Error]: Uncorrected, software restartable error.',
      '[Hardware Error]: CPU:2 (17:31:0) MC17_STATUS[-|UE|MiscV|AddrV|-|TCC|SyndV|UECC|-|Poison|-]: 0xbea0280000000108',
      '[Hardware Error]: Error Addr: 0x00000003eb1f7c80',
      '[Hardware Error]: IPID: 0x0000009600350f00, Syndrome: 0x5b240700003a0a01',
      '[Hardware Error]: Unified Memory Controller Ext. Error Code: 0, DRAM ECC error.',
    ],
    expected: {unit: 'dram', registers: {cpu: 2, bank: 17}},
  },
  'the old page recovery of 2.6.32': {
    lines: [
      'MCE 0x7b4e2: Killing java:4321 early due to hardware memory corruption',
      'MCE 0x7b4e2: dirty LRU page recovery: Recovered',
    ],
    expected: {address: {value: 0x7b4e2000n}},
  },
}

type Shape = (text: string) => string | Uint8Array

const carrier = <Form>(forms: Readonly<Record<string, Form>>, name: string): Form => {
  const form = forms[name]
  if (form === undefined) throw new Error(`no carrier ${name}`)
  return form
}

/** Each line of a text in a carrier of lines. */
const each = (name: string): ((text: string) => string) => {
  const dress = carrier({...RING_CARRIERS, ...LOG_CARRIERS, ...LINE_CARRIERS}, name)
  return text =>
    `${text
      .trimEnd()
      .split('\n')
      .map((line, index) => dress(line, {index, program: 'kernel'}))
      .join('\n')}\n`
}

const whole = (name: string): Shape => carrier(TEXT_CARRIERS, name)

const cut =
  (columns: number) =>
  (text: string): string =>
    `${text
      .trimEnd()
      .split('\n')
      .flatMap(line => line.match(new RegExp(`.{1,${columns}}`, 'g')) ?? [''])
      .join('\n')}\n`

const behind =
  (...shapes: readonly ((text: string) => string)[]) =>
  (text: string): string =>
    shapes.reduce((worn, shape) => shape(worn), text)

/** From the inside out. */
const SHAPES: Readonly<Record<string, Shape>> = {
  'dmesg in a Slack message': text => whole('a Slack message')(each('dmesg')(text)),
  'dmesg -T in an escaped page': text => whole('an HTML page')(each('dmesg -T')(text)),
  'dmesg in a Jira panel, CRLF': text => each('CRLF')(String(whole('a Jira panel of code')(each('dmesg')(text)))),
  'dmesg numbered by cat -n, quoted in a mail': behind(each('dmesg'), each('cat -n'), each('quoted')),
  'dmesg numbered by less -N': behind(each('dmesg'), each('less -N')),
  'dmesg with caller ids in bullets': behind(each('dmesg with CPU ids'), each('bullets')),
  'dmesg -x in UTF-16': text => whole('UTF-16LE')(each('dmesg -x')(text)),
  'dmesg -H, indented': behind(each('dmesg -H'), each('indented code')),
  'dmesg with ISO times, double-spaced': behind(each('dmesg --time-format=iso'), each('double-spaced')),
  'pstore text in a diff': behind(each('dmesg --raw, pstore'), each('a diff')),
  'netconsole through syslog': behind(each('netconsole, extended'), each('RFC 3164 of a network device')),
  'netconsole with callers, in Docker’s JSON': behind(
    each('netconsole, extended with callers'),
    each('docker json-file'),
  ),
  'syslog found by grep -r': behind(each('RFC 3164'), each('grep -r')),
  'syslog found by grep -rn, in bars': behind(
    each('RFC 3164 with a fraction'),
    each('grep -rn'),
    each('a margin of bars'),
  ),
  'syslog found by grep -n, quoted twice': behind(each('RFC 3164'), each('grep -n'), each('quoted'), each('quoted')),
  'syslog in Elasticsearch': behind(each('RFC 3339 of rsyslog'), each('Elasticsearch hits, a line each')),
  'syslog in Elasticsearch, pretty': text => whole('Elasticsearch hits, pretty')(each('RFC 3164')(text)),
  'syslog in a Loki query': text => whole('Loki query')(each('RFC 3164')(text)),
  'syslog in Splunk’s CSV': behind(each('RFC 3164 with a priority'), each('Splunk CSV')),
  'syslog in Splunk’s JSON': behind(each('RFC 5424 with structured data'), each('Splunk JSON')),
  'syslog in CloudWatch': text => whole('CloudWatch, get-log-events')(each('RFC 3164 with the year')(text)),
  'syslog in a CSV with semicolons': behind(each('RFC 3164'), each('CSV, semicolons')),
  'the journal in a mail, base64': text => whole('a mail, base64, CRLF')(each('journalctl -o short-iso')(text)),
  'the journal in a mail, quoted-printable': text =>
    whole('a mail, quoted-printable')(each('journalctl -o short-full')(text)),
  'the journal as JSON in Docker’s JSON': behind(each('journalctl -o json'), each('docker json-file')),
  'the journal, quoted in a quoted-printable mail': text =>
    whole('a mail, quoted-printable')(behind(each('RFC 3164'), each('quoted'))(text)),
  'the journal as one string': text => whole('a string with written-out newlines')(each('RFC 3164')(text)),
  'the journal joined by \\n': text => whole('lines joined by \\n')(each('journalctl -o short-unix')(text)),
  'CRI behind kubectl’s prefix': behind(each('dmesg'), each('containerd CRI'), each('kubectl logs --prefix')),
  'a console through picocom with colours': behind(
    each('dmesg'),
    each('colours'),
    each('picocom, minicom, screen with dates'),
  ),
  'a console through conserver': behind(each('dmesg'), each('conserver with dates')),
  'a console with prompts written over': behind(each('dmesg'), each('overwritten by a serial console')),
  'escaped Markdown of syslog': behind(each('RFC 3164'), each('escaped Markdown')),
  'escaped HTML of syslog with breaks': behind(each('RFC 3164'), each('HTML breaks')),
  'cut at 80 columns': behind(each('dmesg'), cut(80)),
  'cut at 100 columns': behind(each('dmesg'), cut(100)),
  'cut at 120 columns': behind(each('RFC 3164'), cut(120)),
  'cut at 132 columns': behind(each('RFC 3164'), cut(132)),
}

describe.each(Object.entries(SHAPES))('%s', (_, shape) => {
  it.each(Object.entries(STORIES))('tells %s', async (_name, {lines, expected}) => {
    const {errors} = (await analyzeText(shape(`${lines.join('\n')}\n`))).analysis
    expect(errors).toMatchObject([expected])
  })
})
