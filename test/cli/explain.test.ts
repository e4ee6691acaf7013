import {describe, expect, test} from 'vitest'
import {mirrorcheck} from './run.js'

const json = (text: string): Record<string, unknown> => JSON.parse(text)
const PASTED = [
  '[ 88.1] mce: [Hardware Error]: CPU 14: Machine Check Exception: 7 Bank 1: bd80000000100134',
  '[ 88.1] mce: [Hardware Error]: RIP 33:<00007f1234567890>',
  '[ 88.1] mce: [Hardware Error]: TSC 1d3f6b2a90 ADDR 1fa3c5f40 MISC 86',
  '[ 88.1] mce: [Hardware Error]: PROCESSOR 0:50654 TIME 1697012345 SOCKET 1 APIC 40 microcode 2006e05',
]

describe('explain', () => {
  test('takes STATUS as an argument or as a flag, bare, with 0x, or as debuggers print it', () => {
    const forms = [['0xbe00000000010091'], ['be000000`00010091'], ['--status', 'BE00000000010091']]
    const answers = forms.map(
      form => mirrorcheck(['explain', ...form, '--cpu', '0x50654', '--bank', '7', '--json']).out,
    )
    expect(json(answers[0] ?? '')).toMatchObject({severity: 'fatal', mca: {code: '0x0091'}})
    expect(new Set(answers).size).toBe(1)
  })
  test('takes a line of a log, quoted or not, and lines on standard input; flags win over them', () => {
    const said = (run: {out: string}) => json(run.out)
    const line = PASTED[0] ?? ''
    expect(said(mirrorcheck(['explain', line, '--json']))).toMatchObject({registers: {bank: 1, cpu: 14}})
    expect(said(mirrorcheck(['explain', ...line.split(' '), '--json']))).toMatchObject({registers: {bank: 1}})
    const whole = said(mirrorcheck(['explain', '-', '--json', '--kernel', '6.12'], {stdin: PASTED.join('\n')}))
    expect(whole).toMatchObject({
      registers: {addr: '0x1fa3c5f40', cs: '0x33'},
      kernelGrade: {kernel: '6.12', grade: 'AR', reason: 'Action required: data load error in a user process'},
    })
    const flags = ['--json', '--kernel', '6.12', '--context', 'kernel', '--misc', '0x8c']
    const other = said(mirrorcheck(['explain', '-', ...flags], {stdin: PASTED.join('\n')}))
    expect(other).toMatchObject({registers: {misc: '0x8c'}, kernelGrade: {grade: 'PANIC'}})
  })
  test.each<[string, readonly string[], RegExp]>([
    ['nothing', [], /STATUS is missing: write up to 16 hexadecimal digits/],
    ['a word', ['zebra'], /STATUS zebra: neither a register value nor a line/],
    ['17 digits', ['0x1be00000000010091'], /STATUS 0x1be0.*up to 16 hexadecimal digits/],
    [
      'a line without a status',
      ['EDAC MC0: 1 CE memory read error on CPU_SrcID#0 (channel:1 slot:0)'],
      /no STATUS register|neither/,
    ],
    ['a wrong MISC', ['0x0', '--misc', 'zz'], /--misc: write a hexadecimal/],
    ['a wrong CPU', ['0x0', '--cpu', 'pentium'], /--cpu pentium: write a CPUID signature/],
    ['a table nobody knows', ['--grades', 'zebra'], /--grades zebra: write a kernel release/],
    ['a kernel older than tables', ['--grades', '2.6.18'], /older than 2\.6\.32/],
  ])('%s ends with exit code 2 and what to do', (_, args, message) => {
    const run = mirrorcheck(['explain', ...args])
    expect(run.code).toBe(2)
    expect(run.err).toMatch(message)
    expect(run.out).toBe('')
  })
})

describe('explain of Arm', () => {
  const LINE = '[   51.2] SError Interrupt on CPU3, code 0x00000000be000411 -- SError'
  test('takes a line, a syndrome by its vendor, and a block on standard input', () => {
    const page = mirrorcheck(['explain', LINE])
    expect(page.out).toMatch(/^fatal: AET UEU/)
    expect(mirrorcheck(['explain', '0xbe000411', '--vendor', 'arm']).out).toBe(page.out)
    const stdin = ['AEST: {1}[Hardware Error]:   ERR0STATUS: 0xc4800390', '  ERR1STATUS = 0x60000000', ''].join('\n')
    const block = mirrorcheck(['explain', '-'], {stdin}).out
    expect(block).toMatch(/^deferred: class DE.*\n\nfatal: class UC/s)
  })
  test('writes JSON, with registers as hexadecimal text', () => {
    expect(json(mirrorcheck(['explain', LINE, '--json']).out)).toMatchObject({
      architecture: 'arm',
      class: 'UEU',
      registers: [{name: 'ESR_EL1', value: '0xbe000411'}],
    })
  })
  test('refuses the registers of other machines', () => {
    const run = mirrorcheck(['explain', '0xbe000411', '--vendor', 'arm', '--bank', '1'])
    expect(run.code).toBe(2)
    expect(run.err).toMatch(/--bank: Arm has no such register/)
  })
})

describe('explain --grades', () => {
  test('prints one kernel’s table, all of them, or what a release stands between', () => {
    const one = mirrorcheck(['explain', '--grades', '6.12'])
    expect(one.code).toBe(0)
    expect(one.out).toMatch(/Linux 6\.12, CPUs of intel, zhaoxin/)
    expect(one.out.match(/^ {1,2}\d+ {2}[A-Z]+ /gm)).toHaveLength(37)
    expect(mirrorcheck(['explain', '--grades', 'all']).out.match(/^Linux /gm)).toHaveLength(18)
    expect(mirrorcheck(['explain', '--grades', '5.14.0-427.el9']).out).toMatch(/^note: Red Hat Enterprise Linux 9/)
  })
  test('as JSON', () => {
    const {tables} = json(mirrorcheck(['explain', '--grades', '3.6', '--json']).out)
    expect(tables).toMatchObject([{kernel: '3.6', vendors: ['intel', 'zhaoxin', 'amd', 'hygon']}])
    expect(JSON.stringify(tables)).toContain('{"row":1,"grade":"NO","reason":"Invalid","condition":"VAL=0",')
  })
})

describe('explain --ndjson', () => {
  test('answers every line in order; a wrong one with what is wrong', () => {
    const lines = [
      '{"status":"0xbe00000000010091","signature":"0x50654","bank":7}',
      'zebra',
      '[]',
      '{"bank":7}',
      '{"status":"0x1","context":"moon","features":{"ser":1}}',
      `{"status":"0x1","pad":"${'x'.repeat(1 << 17)}"}`,
      '',
      '{"status":"0x9c00000000000090","vendor":"intel"}',
    ]
    const run = mirrorcheck(['explain', '--ndjson'], {stdin: lines.join('\r\n')})
    expect(run.code).toBe(4)
    const answers = run.out.trim().split('\n').map(json)
    expect(answers.map(({severity, line}) => severity ?? line)).toEqual(['fatal', 2, 3, 4, 5, 6, 'corrected'])
    expect(answers[1]).toEqual({error: 'not JSON', problems: ['not JSON'], line: 2})
    expect(answers[4]?.problems).toHaveLength(2)
    expect(run.err).toMatch(/5 of the lines/)
  })
  test('a last line without an end counts, and nothing gives nothing', () => {
    expect(mirrorcheck(['explain', '--ndjson'], {stdin: '{"status":"0x0"}'}).out).toMatch(/"informational"/)
    expect(mirrorcheck(['explain', '--ndjson'], {stdin: ''})).toMatchObject({code: 0, out: ''})
  })
})
