import {readdirSync, readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {describe, expect, it} from 'vitest'
import {cleanText} from '../../src/logs/clean-text.js'
import {flipPosition, unflipped} from '../../src/logs/flip-position.js'
import {createPeeler} from '../../src/logs/peel-envelope.js'
import {type LineReading, readLines} from '../../src/logs/read-lines.js'
import {createRecordReader} from '../../src/records/step-line.js'
import {envelopes} from '../logs/built-in-envelopes.js'
import {LINE_CARRIERS, LOG_CARRIERS, RING_CARRIERS} from '../logs/carriers.js'
import {allDialects} from './read-text.js'

// Logs that tell the newest first say the same as those that tell it last: `journalctl -r`, exports of collectors.

const dialects = allDialects.map(({dialect}) => dialect)
const literals = [...new Set(dialects.flatMap(dialect => dialect.literals))]

async function* once(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text)
}

const readingOf = (text: string): LineReading => readLines(once(text), {input: 0, literals, envelopes})

const read = async (text: string) => {
  const reader = createRecordReader(dialects)
  const outputs = []
  for await (const batch of readingOf(text).batches) for (const line of batch) outputs.push(reader.step(line))
  outputs.push(reader.end(0))
  return unflipped(outputs.flatMap(output => [...(output.records ?? []), ...(output.facts ?? [])]))
}

const said = async (text: string): Promise<readonly string[]> =>
  (await read(text))
    .map(({evidence: _evidence, ...rest}) =>
      JSON.stringify(rest, (_, value) => (typeof value === 'bigint' ? `0x${value.toString(16)}` : value)),
    )
    .sort()

/** Fixtures of what kernels log; in those left out a screen broke lines, or a stamp of their own stands before them. */
const FOLDERS = ['kernel-mce', 'kernel-ghes', 'kernel-amd', 'kernel-edac', 'memory-failure', 'kernel-panic']
const ODD =
  /wrapped|broken|copied|screen|split|typed|glued|woven|wrappers|cut|run-together|lost-lines|mail|prose|story|interleaved/

const folder = fileURLToPath(new URL('./dialects/', import.meta.url))
const fixtures = FOLDERS.flatMap(id =>
  readdirSync(folder + id)
    .filter(name => name.endsWith('.log') && !ODD.test(name))
    .map(name => {
      const peeler = createPeeler(envelopes)
      const rows = readFileSync(`${folder}${id}/${name}`, 'utf8').trimEnd().split('\n')
      return {name: `${id}/${name}`, messages: rows.map(row => peeler.peel(cleanText(row)).message)}
    }),
).filter(({messages}) => messages.length > 4)

const CARRIERS = {
  'journalctl -r': LOG_CARRIERS['RFC 3164'],
  'journalctl -r -o short-iso': LOG_CARRIERS['journalctl -o short-iso'],
  'journalctl -r -o json': LOG_CARRIERS['journalctl -o json'],
  'journalctl -r -o short-monotonic': RING_CARRIERS['journalctl -o short-monotonic'],
  'Elasticsearch, newest hits first': LINE_CARRIERS['Elasticsearch hits, a line each'],
  'vector JSON lines, sorted': LINE_CARRIERS['vector JSON lines'],
  'Loki, logcli': LINE_CARRIERS['Loki, logcli'],
} as const

const dressed = (messages: readonly string[], carrier: keyof typeof CARRIERS): readonly string[] =>
  messages.map((message, index) => CARRIERS[carrier]?.(message, {index, program: 'kernel'}) ?? '')

const text = (rows: readonly string[]): string => `${rows.join('\n')}\n`

const names = Object.keys(CARRIERS).filter((name): name is keyof typeof CARRIERS => name in CARRIERS)

describe.each(names)('%s', carrier => {
  it('says what the log in order says', async () => {
    const others: string[] = []
    for (const {name, messages} of fixtures) {
      const rows = dressed(messages, carrier)
      const [forward, backward] = [await said(text(rows)), await said(text([...rows].reverse()))]
      if (forward.length > 0 && JSON.stringify(forward) !== JSON.stringify(backward))
        others.push(
          [name, forward.find(one => !backward.includes(one)), backward.find(one => !forward.includes(one))].join('\n'),
        )
    }
    expect(others).toEqual([])
  })
})

const BLOCK = [
  'mce: [Hardware Error]: CPU 14: Machine Check Exception: 5 Bank 7: be00000000010091',
  'mce: [Hardware Error]: TSC 1d3f6b2a90 ADDR 1fa3c5f40 MISC 140545486',
  'mce: [Hardware Error]: PROCESSOR 0:50654 TIME 1697012345 SOCKET 1 APIC 40 microcode 2006e05',
]
const at = (second: number, message: string): string => `Oct 11 08:19:0${second} db7 kernel: ${message}`

describe('which way a log runs', () => {
  it('is told by its records where one second holds all of them', async () => {
    const rows = BLOCK.map(message => at(5, message))
    expect(await said(text([...rows].reverse()))).toEqual(await said(text(rows)))
  })

  it('is forward where pastes stand the newest on top, each with its head first', async () => {
    const pastes = [9, 7, 5, 3].flatMap(second => BLOCK.map(message => at(second, message)))
    const records = await read(text(pastes))
    expect(records).toHaveLength(4)
    expect(records.map(({evidence}) => evidence.map(({position}) => position.line))).toEqual([
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
      [10, 11, 12],
    ])
  })

  it('leaves a log alone in which a logger was late once', async () => {
    const rows = [5, 4, 6, 7].map(second =>
      at(second, 'Memory failure: 0x1fa3c5: recovery action for dirty LRU page: Recovered'),
    )
    const lines = []
    for await (const batch of readingOf(text(rows)).batches) lines.push(...batch)
    expect(lines.map(({position}) => position.line)).toEqual([1, 2, 3, 4])
  })
})

it('leaves what other programs print in their own order, with stamps or without', async () => {
  const rows = [
    'CPU 3',
    'BANK 7',
    'TSC 0x1d3f6b2a90',
    'RIP 0x10:0xffffffff8150a1b2',
    'STATUS 0x8c00004000010091',
    'MCGSTATUS 0',
  ]
  for (const wrap of ['', 'Nov 23 04:12:09 db7 mcelog[812]: ']) {
    const lines = []
    for await (const batch of readingOf(text(rows.map(row => wrap + row))).batches) lines.push(...batch)
    expect(lines.map(({position}) => position.line)).toEqual([1, 2, 3, 4, 5, 6])
  }
})

it('keeps every position true', async () => {
  const rows = BLOCK.map((message, index) => at(index + 1, message)).reverse()
  const [record] = await read(text(['-- No entries --', ...rows, 'end']))
  for (const {position, text: raw} of record?.evidence ?? []) expect(raw).toBe(rows[position.line - 2])
  expect(record?.evidence).toHaveLength(3)
  expect(flipPosition(flipPosition({input: 2, line: 7, byteOffset: 99}))).toEqual({input: 2, line: 7, byteOffset: 99})
})
