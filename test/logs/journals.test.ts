import {execFileSync, spawnSync} from 'node:child_process'
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {gunzipSync} from 'node:zlib'
import fc from 'fast-check'
import {afterAll, describe, expect, it} from 'vitest'
import {decodeLz4Block} from '../../src/bits/lz4-block.js'
import type {LogLine} from '../../src/logs/log-line.js'
import {writeJournal} from './journal-writer.js'
import {readText, type TextReading} from './read-text.js'

const fixture = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}`, import.meta.url))

const FILE = gunzipSync(fixture('journal-file.journal.gz'))
const EXPORT = fixture('journal-export.export')
const JSON_LINES = fixture('journal-file.json')

const folder = mkdtempSync(join(tmpdir(), 'mirrorcheck-journals-'))
afterAll(() => rmSync(folder, {recursive: true}))

/** What must not depend on the form in which a journal comes. */
const told = ({text, envelope: {id: _, ...envelope}, hit, afterGap, position}: LogLine) => ({
  text,
  envelope,
  hit,
  afterGap,
  entry: position.line,
})

const codes = ({summary}: TextReading): readonly string[] => summary.notices.map(({code}) => code)

const REMOTE = '/lib/systemd/systemd-journal-remote'
const hasTool = (name: string): boolean => spawnSync(name, ['--version'], {stdio: 'ignore'}).status === 0
const hasSystemd = existsSync(REMOTE) && hasTool('journalctl')

describe('a journal', () => {
  it('reads the same as JSON lines, as an export and as a file', async () => {
    const json = await readText(JSON_LINES)
    expect(json.lines.length).toBeGreaterThan(20)
    const kernel = json.lines.find(line => line.text.startsWith('mce: '))
    expect(kernel?.envelope).toMatchObject({host: 'rx01', program: 'kernel', time: {basis: 'zoned'}})
    for (const form of [EXPORT, FILE]) {
      const other = await readText(form)
      expect(other.lines.map(told)).toEqual(json.lines.map(told))
      expect(other.summary.lines).toBe(json.summary.lines)
      expect(codes(other)).toEqual([])
    }
    expect((await readText(EXPORT)).summary.envelope).toBe('journal-export')
    expect((await readText(FILE)).summary).toMatchObject({envelope: 'journal-file', bytes: FILE.length})
  })

  it('points to the message of an export and to the entry of a file', async () => {
    for (const {raw, position} of (await readText(EXPORT)).lines)
      expect(EXPORT.toString('utf8', position.byteOffset).startsWith(raw)).toBe(true)
    for (const {position} of (await readText(FILE)).lines) expect(FILE[position.byteOffset]).toBe(3)
  })

  it('does not depend on its chunks', async () => {
    const whole = [(await readText(EXPORT)).lines, (await readText(FILE)).lines]
    await fc.assert(
      fc.asyncProperty(fc.integer({min: 1, max: 5000}), async chunk => {
        expect((await readText(EXPORT, {chunk})).lines).toEqual(whole[0])
        expect((await readText(FILE, {chunk: chunk * 97})).lines).toEqual(whole[1])
      }),
      {numRuns: 12},
    )
  })

  it('that was cut says so and gives what stands before the cut', async () => {
    const whole = (await readText(FILE)).lines
    const end = FILE.length - FILE.toReversed().findIndex(byte => byte !== 0)
    await fc.assert(
      fc.asyncProperty(fc.integer({min: 8, max: end - 8}), async length => {
        const cut = await readText(FILE.subarray(0, length))
        expect(codes(cut)).toContain('input-truncated')
        expect(cut.lines.length).toBeLessThanOrEqual(whole.length)
        for (const [index, line] of cut.lines.entries()) expect(line.text).toBe(whole[index]?.text)
      }),
      {numRuns: 25},
    )
  })

  it('that is damaged never throws and never tells what was not written', async () => {
    const texts = new Set((await readText(FILE)).lines.map(line => line.text))
    await fc.assert(
      fc.asyncProperty(fc.integer({min: 0, max: 400_000}), fc.integer({min: 8, max: 4096}), async (at, size) => {
        const damaged = Buffer.from(FILE)
        damaged.fill(0xff, at + 300, at + 300 + size)
        const {lines} = await readText(damaged)
        for (const {text} of lines) if (!text.includes('\ufffd')) expect(texts).toContain(text)
      }),
      {numRuns: 25},
    )
  })
})

describe('a journal in JSON over several lines', () => {
  it('holds literals that do not stand in its text: as bytes, and escaped', async () => {
    const messages = [
      '"quiet"',
      JSON.stringify([...Buffer.from('EDAC MC0: as bytes')]),
      String.raw`"\u0045DAC MC0: escaped"`,
    ]
    const entries = messages.map(message => `{\n\t"_HOSTNAME": "db7",\n\t"MESSAGE": ${message}\n}\n`)
    const text = entries.join('')
    for (const chunk of [1, 30, text.length]) {
      const {lines, summary} = await readText(text, {chunk})
      expect(summary.envelope).toBe('json-entries')
      expect(lines.map(line => [line.text, line.hit, line.envelope.host])).toEqual([
        ['quiet', false, 'db7'],
        ['EDAC MC0: as bytes', true, 'db7'],
        ['EDAC MC0: escaped', true, 'db7'],
      ])
      for (const {position} of lines) expect(text.startsWith('"MESSAGE"', position.byteOffset)).toBe(true)
    }
  })
})

/** A field of an export by its length. */
const binary = (name: string, value: string) => {
  const size = Buffer.alloc(8)
  size.writeBigUInt64LE(BigInt(Buffer.byteLength(value)))
  return Buffer.concat([Buffer.from(`${name}\n`), size, Buffer.from(`${value}\n`)])
}

const field = (text: string) => ({payload: Buffer.from(text)})

describe('a journal file', () => {
  const message = `MESSAGE=mce: [Hardware Error]: ${'a long one '.repeat(80)}end`
  const entries = (payload: Uint8Array, compression?: 1 | 2 | 4) => [
    {realtime: 1n, fields: [field('MESSAGE=quiet'), field('_HOSTNAME=db7')]},
    {
      realtime: 1_778_625_773_236_876n,
      fields: [{payload, ...(compression ? {compression} : {})}, field('_HOSTNAME=db7'), field('_TRANSPORT=kernel')],
    },
  ]
  const textOf = (reading: TextReading) => reading.lines.find(line => line.hit)?.text

  it('may be compact', async () => {
    const reading = await readText(writeJournal(entries(Buffer.from(message)), {compact: true}))
    expect(textOf(reading)).toBe(message.slice('MESSAGE='.length))
    expect(reading.lines.at(-1)?.envelope).toEqual({
      id: 'journal-file',
      time: {basis: 'zoned', epochMs: 1_778_625_773_236},
      host: 'db7',
      program: 'kernel',
      bootId: 'ab'.repeat(16),
    })
    expect(codes(reading)).toEqual([])
  })

  it('may hold fields compressed with LZ4', async () => {
    const size = Buffer.alloc(8)
    size.writeUInt32LE(message.length)
    const literals = Buffer.from(message)
    // One run of literals: nibble 15, then 255s and the rest.
    const length = literals.length - 15
    const run = Buffer.from([0xf0, ...Array<number>(Math.floor(length / 255)).fill(255), length % 255])
    const packed = Buffer.concat([size, run, literals])
    expect(textOf(await readText(writeJournal(entries(packed, 2))))).toBe(message.slice('MESSAGE='.length))
  })

  it.skipIf(!hasTool('xz'))('may hold fields compressed with xz (needs the tool xz)', async () => {
    const packed = execFileSync('xz', ['-c', '--check=crc32'], {input: message})
    expect(textOf(await readText(writeJournal(entries(packed, 1))))).toBe(message.slice('MESSAGE='.length))
  })

  it.skipIf(!hasTool('zstd'))('may hold fields compressed with Zstandard (needs the tool zstd)', async () => {
    const packed = execFileSync('zstd', ['-c'], {input: message})
    expect(textOf(await readText(writeJournal(entries(packed, 4))))).toBe(message.slice('MESSAGE='.length))
  })

  it('says when a compressed field cannot be read, and reads the others', async () => {
    for (const compression of [1, 2, 4] as const) {
      const reading = await readText(
        writeJournal([...entries(Buffer.from('no such thing'), compression), ...entries(Buffer.from(message))]),
      )
      expect(codes(reading)).toEqual(['input-damaged'])
      expect(textOf(reading)).toBe(message.slice('MESSAGE='.length))
    }
  })

  it('goes on behind a stretch that is no object', async () => {
    const whole = writeJournal([...entries(Buffer.from('MESSAGE=first')), ...entries(Buffer.from(message))])
    whole.fill(0xee, 256 + 8, 256 + 40)
    const reading = await readText(whole)
    expect(codes(reading)).toContain('input-damaged')
    expect(textOf(reading)).toBe(message.slice('MESSAGE='.length))
  })

  it('of a newer writer is read as far as it is known', async () => {
    const newer = writeJournal(entries(Buffer.from(message)))
    newer.writeUInt32LE(1 << 9, 12)
    const reading = await readText(newer)
    expect(codes(reading)).toEqual(['unsupported-format'])
    expect(textOf(reading)).toBe(message.slice('MESSAGE='.length))
  })

  it('gives no entry twice to a message that a later entry repeats', async () => {
    const twice = writeJournal([...entries(Buffer.from(message)), ...entries(Buffer.from(message))])
    expect((await readText(twice)).lines.filter(line => line.hit)).toHaveLength(2)
  })
})

describe.skipIf(!hasSystemd)('systemd-journal-remote (Debian package systemd-journal-remote)', () => {
  it.each([
    ['plain', '0', '0'],
    ['keyed', '1', '0'],
    ['compact', '0', '1'],
    ['keyed and compact', '1', '1'],
  ])('writes files that read as journalctl prints them: %s', async (name, keyed, compact) => {
    const path = join(folder, `${name.replaceAll(' ', '-')}.journal`)
    const head = '__REALTIME_TIMESTAMP=1778625790000000\n_BOOT_ID=ba4d2fb2e3b043ea913491d3379ecd8d\n_HOSTNAME=rx01\n'
    const coloured = binary('MESSAGE', '\u001b[31mmce: [Hardware Error]: x\u001b[0m\n\nEDAC MC0: 1 CE')
    const last = Buffer.concat([Buffer.from(`${head}_TRANSPORT=kernel\nSYSLOG_IDENTIFIER=kernel\n`), coloured])
    writeFileSync(`${path}.export`, Buffer.concat([EXPORT, last, Buffer.from('\n')]))
    execFileSync(REMOTE, ['-o', path, `${path}.export`], {
      env: {...process.env, SYSTEMD_JOURNAL_KEYED_HASH: keyed, SYSTEMD_JOURNAL_COMPACT: compact},
      stdio: 'ignore',
    })
    const print = (form: string) =>
      execFileSync('journalctl', ['--file', path, '-o', form, '--all', '--no-pager'], {maxBuffer: 1 << 28})
    const file = await readText(readFileSync(path))
    expect(file.lines.map(told)).toEqual((await readText(print('json'))).lines.map(told))
    expect(file.lines.map(told)).toEqual((await readText(print('export'))).lines.map(told))
    expect(file.lines.some(line => line.text.startsWith('EDAC MC0'))).toBe(true)
  })
})

describe('an export', () => {
  const entry = (message: string | Buffer, host = 'db7') =>
    Buffer.concat([
      Buffer.from(`__REALTIME_TIMESTAMP=1778625773236876\n_HOSTNAME=${host}\n_TRANSPORT=kernel\n`),
      typeof message === 'string' ? Buffer.from(`MESSAGE=${message}\n\n`) : message,
    ])
  it('keeps a blank line inside a binary field from ending its entry', async () => {
    const value = 'EDAC first\n\nEDAC MC0: second'
    const {lines} = await readText(
      Buffer.concat([entry(Buffer.concat([binary('MESSAGE', value), Buffer.from('\n')])), entry('x')]),
    )
    expect(lines.map(line => [line.text, line.envelope.host, line.position.line])).toEqual([
      ['EDAC first', 'db7', 1],
      ['EDAC MC0: second', 'db7', 1],
      ['x', 'db7', 2],
    ])
  })

  it('passes over large fields that nobody needs', async () => {
    const dump = Buffer.concat([
      binary('COREDUMP', 'EDAC \n\n'.repeat(100_000)),
      Buffer.from('MESSAGE=EDAC MC0: 1\n\n'),
    ])
    const {lines} = await readText(entry(dump), {chunk: 1000})
    expect(lines.map(line => line.text)).toEqual(['EDAC MC0: 1'])
  })

  it('says where a message is too long, and keeps its beginning', async () => {
    const long = `EDAC MC0: 1 ${'x'.repeat(150_000)}`
    const whole = Buffer.concat([
      entry('quiet'),
      entry(long, 'db8'),
      entry(binary('MESSAGE', `${long}\n`)),
      Buffer.from('\n'),
    ])
    for (const chunk of [999, 65536, whole.length]) {
      const {lines, summary} = await readText(whole, {chunk})
      expect(lines.map(line => [line.text.length, line.envelope.host])).toEqual([
        [5, 'db7'],
        [65536, 'db8'],
        [65536, 'db7'],
      ])
      const byteOffset = whole.indexOf('EDAC')
      expect(summary.notices).toMatchObject([{code: 'line-too-long', count: 2}])
      expect(summary.notices[0]?.positions[0]).toEqual({input: 0, line: 2, byteOffset})
    }
  })

  it('that ends inside a field says so', async () => {
    const whole = Buffer.concat([entry('EDAC a'), entry(binary('MESSAGE', 'EDAC MC0: not to its end'))])
    const reading = await readText(whole.subarray(0, whole.length - 8))
    expect(codes(reading)).toEqual(['input-truncated'])
    expect(reading.lines.at(-1)).toMatchObject({text: 'EDAC MC0: not to', unterminated: true})
  })

  it('is no list of shell variables', async () => {
    const {summary} = await readText('PATH=/usr/bin\nMESSAGE=EDAC x\n')
    expect(summary.envelope).toBe('journal-export')
    expect(summary.lines).toBe(2)
  })
})

describe('LZ4 blocks', () => {
  it('copy what overlaps', () => {
    // Literals "ab", then 8 bytes from 2 back, then literal "c".
    const block = Uint8Array.from([0x24, 0x61, 0x62, 2, 0, 0x10, 0x63])
    expect(Buffer.from(decodeLz4Block(block, 11)).toString()).toBe('ababababab' + 'c')
  })

  it('refuse what leads outside, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 64}), fc.integer({min: 0, max: 300}), (block, size) => {
        try {
          expect(decodeLz4Block(block, size)).toHaveLength(size)
        } catch (failure) {
          expect(String(failure)).toMatch(/LZ4/)
        }
      }),
    )
  })
})
