import {readdirSync, readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {dialectNamed, type Reading, readText} from './read-text.js'

// EDAC lines and boot messages cut, dropped, shuffled and dressed up: nothing is thrown, nothing is invented.

const root = fileURLToPath(new URL('./dialects/', import.meta.url))
const ids = ['efi-memory-map', 'kernel-boot', 'kernel-edac', 'kernel-memory-zones']
const dialects = ids.map(dialectNamed)
const fixtures = ids.flatMap(id =>
  readdirSync(root + id)
    .filter(name => name.endsWith('.log'))
    .map(name => ({name: `${id}/${name}`, text: readFileSync(`${root}${id}/${name}`, 'utf8')})),
)

/** Free text, which a cut may shorten, and what says where a value was read. */
const UNCOMPARED = ['evidence', 'envelope', 'partial', 'message', 'detail', 'text', 'banner', 'name', 'role', 'count']

const values = (read: object): readonly string[] =>
  Object.entries(read)
    .filter(([name]) => !UNCOMPARED.includes(name))
    .map(([name, value]) => `${name}=${typeof value === 'bigint' ? value.toString(16) : JSON.stringify(value)}`)

/** Values of every record and fact; places in DRAM one by one. */
const allValues = (reading: Reading): Set<string> =>
  new Set(
    [...reading.records, ...reading.facts].flatMap(read => {
      const {location, ...rest} = {location: {}, ...read}
      return [...values(rest), ...values(location)]
    }),
  )

const codes = (reading: Reading): readonly string[] => reading.notices.map(notice => notice.code)

describe.each(fixtures)('$name', ({name, text}) => {
  const whole = readText(text, dialects)
  const isWrapped = /wrapped|broken/.test(name)

  it('cut at any byte gives no value that the whole does not have, and tells of everything partial', () => {
    const known = allValues(whole)
    for (let end = 0; end <= text.length; end++) {
      const reading = readText(text.slice(0, end), dialects)
      expect(codes(reading)).not.toContain('dialect-failed')
      const partial = [...reading.records, ...reading.facts].filter(read => read.partial === true)
      expect(reading.notices.length, `cut at ${end}`).toBeGreaterThanOrEqual(partial.length)
      const invented = [...allValues(reading)].filter(value => !known.has(value))
      if (!isWrapped) expect(invented, `cut at ${end}: ${text.slice(Math.max(0, end - 90), end)}`).toEqual([])
    }
  })

  it('without any one line, no dialect fails and no error is added', () => {
    const rows = text.split('\n')
    rows.forEach((_, index) => {
      const reading = readText(rows.toSpliced(index, 1).join('\n'), dialects)
      expect(codes(reading)).not.toContain('dialect-failed')
      expect(reading.records.length).toBeLessThanOrEqual(whole.records.length + 1)
    })
  })

  it('shuffled, no dialect fails and no mirrored region appears', () => {
    const rows = text.split('\n')
    const mirrored = (reading: Reading) =>
      reading.facts.filter(fact => fact.fact === 'efi-memory-region' && fact.mirrored).length
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, {minLength: rows.length}), shuffled => {
        const reading = readText(`${shuffled.join('\n')}\n`, dialects)
        expect(codes(reading)).not.toContain('dialect-failed')
        expect(mirrored(reading)).toBeLessThanOrEqual(mirrored(whole))
      }),
      {numRuns: 30},
    )
  })

  it.each([
    ['CRLF', (row: string) => `${row}\r`],
    ['colours', (row: string) => `\u001b[32m${row}\u001b[0m`],
    ['NULs', (row: string) => `\0\0${row}\0`],
    ['trailing blanks', (row: string) => `${row}     `],
  ])('reads the same with %s', (_, dress) => {
    if (!text.endsWith('\n')) return
    const dressed = `${text.slice(0, -1).split('\n').map(dress).join('\n')}\n`
    const reading = readText(dressed, dialects)
    expect(reading.records.map(values)).toEqual(whole.records.map(values))
    expect(reading.facts.map(values)).toEqual(whole.facts.map(values))
  })
})

describe('hostile text', () => {
  const word = fc.constantFrom(
    'EDAC MC0: ',
    'EDAC sbridge MC1: ',
    '1 CE ',
    '99999999999 UE ',
    'CE page 0x1, ',
    'on ',
    'CPU_SrcID#0_MC#0_Chan#0_DIMM#0 ',
    '(channel:0 slot:0 ',
    'page:0x',
    'offset:0xfff ',
    'grain:-1 ',
    ' - ',
    'err_code:0001:0090 ',
    ')',
    'label "',
    '": ',
    'HANDLING MCE MEMORY ERROR',
    'CPU 1: Machine Check Event: 0 Bank 7: 8c00004000010090',
    'TSC 0 ADDR ',
    'PROCESSOR 0:1',
    'efi: mem00: [',
    'Conventional|',
    '|MR|',
    '] range=[0x0-0x',
    'ffffffffffffffffff',
    ') (1MB)',
    'Memory: 1M/2M mirrored memory',
    'Movable zone start for each node\n',
    '  Node 0: 0x0000000120000000',
    'Linux version 6.1.0 (a) #1',
    'Command line: ',
    'CPU0: Intel (family: 0xfff, model: 0xfff, stepping: 0xff)',
    '\n',
    '\n',
    ' ',
    '\u0000',
    '\ud800',
  )

  it('never makes a dialect fail', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string({maxLength: 8})), {maxLength: 40}), words => {
        expect(codes(readText(words.join(''), dialects))).not.toContain('dialect-failed')
      }),
      {numRuns: 2000},
    )
  })

  it.each([
    'EDAC MC0: 1 CE ',
    'EDAC MC0: 1 CE memory(',
    'EDAC MC0: CE label "',
    'EDAC MC0: x 1 CE é',
    'EDAC DEVICE0: CE: instance: block: ',
    'a=1 ',
    'efi: mem00: [a|',
    '[mem 0x1-0x2] ',
    'Xen version: ',
    'CPU0: a stepping ',
    '(',
    'x',
  ])('comes to the end of a long line of %j, as no quadratic reading would', {timeout: 15_000}, piece => {
    for (const head of [
      '',
      'EDAC MC0: 1 CE m on l (channel:0 page:0x1 offset:0x1 grain:1 - ',
      'EDAC MC0: CE page 0x1, ',
    ])
      expect(readText(`${head}${piece.repeat(8_000)}\n`, dialects).records.length).toBeLessThanOrEqual(8_001)
  })

  it.each([
    'EDAC sbridge MC1: ADDR 1',
    'EDAC sbridge MC1: HANDLING MCE MEMORY ERROR',
    'EDAC MC0: 1 CE memory read error on',
    'efi: mem00: [Conventional|',
    '  Node 0: 0x0000000120000000',
  ])('reads 20,000 lines of %j in bounded time', row => {
    const started = performance.now()
    const reading = readText(`${row}\n`.repeat(20_000), dialects)
    expect(performance.now() - started).toBeLessThan(4000)
    for (const {evidence} of reading.records) expect(evidence.length).toBeLessThan(80)
  })

  it('reads a memory map of 20,000 regions in bounded time', () => {
    const row = (index: number) =>
      `efi: mem${index}: [Conventional|   |  |MR|  |  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x${(index * 8192).toString(16)}-0x${(index * 8192 + 4095).toString(16)}] (0MB)`
    const started = performance.now()
    const reading = readText(`${Array.from({length: 20_000}, (_, index) => row(index)).join('\n')}\n`, dialects)
    expect(performance.now() - started).toBeLessThan(4000)
    expect(reading.facts.length).toBe(20_000)
    expect(new Set(reading.facts.map(fact => (fact.fact === 'efi-memory-region' ? fact.map : -1)))).toEqual(
      new Set([0]),
    )
  })
})
