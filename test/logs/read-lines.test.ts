import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {readText, type TextReading} from './read-text.js'

/** Excerpts of one machine's log as each tool wrote it. */
const fixture = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}.log`, import.meta.url))

const MTIME = Date.UTC(2026, 4, 13)
const read = (name: string) => readText(fixture(name), {mtimeMs: MTIME})
const hits = ({lines}: TextReading) => lines.filter(line => line.hit)

const MESSAGES = fixture('dmesg')
  .toString()
  .split('\n')
  .slice(0, -1)
  .map(line => line.replace(/^\[ *[\d.]+\] /, '').trimEnd())

const TIME_OF_LAST = Date.UTC(2026, 4, 12, 22, 42, 53)

describe('one log as each tool wrote it', () => {
  it.each([
    ['dmesg', 'dmesg', {basis: 'monotonic', uptimeSeconds: 90.783062}, undefined],
    ['dmesg-raw', 'dmesg', {basis: 'monotonic', uptimeSeconds: 90.783062}, undefined],
    ['dmesg-T', 'dmesg-ctime', {basis: 'local', epochMs: TIME_OF_LAST - 1000}, undefined],
    ['dmesg-json', 'dmesg-json', {basis: 'monotonic', uptimeSeconds: 90.783062}, undefined],
    ['kern', 'iso', {basis: 'zoned', epochMs: TIME_OF_LAST + 62, uptimeSeconds: 90.783062}, 'rx01'],
    ['journal-short', 'rfc3164', {basis: 'no-year', epochMs: TIME_OF_LAST}, 'rx01'],
    ['journal-short-iso', 'iso', {basis: 'zoned', epochMs: TIME_OF_LAST}, 'rx01'],
    ['journal-short-monotonic', 'journal-short-monotonic', {basis: 'monotonic', uptimeSeconds: 90.783062}, 'rx01'],
    ['journal-json', 'journal-json', {basis: 'zoned', epochMs: TIME_OF_LAST + 236, uptimeSeconds: 90.783062}, 'rx01'],
  ])('%s: the same messages, who and when as far as it tells', async (name, id, time, host) => {
    const reading = await read(name)
    const found = hits(reading)
    expect(found.map(line => line.text)).toEqual(MESSAGES)
    expect(found.at(-1)?.envelope).toMatchObject({id, time})
    expect(found.map(line => line.envelope.host)).toEqual(found.map(() => host))
    expect(reading.summary).toMatchObject({envelope: id, notices: []})
    expect(reading.summary.bytes).toBe(fixture(name).length)
  })

  it('keeps the level that dmesg --raw prints', async () => {
    const found = hits(await read('dmesg-raw'))
    expect(found.map(line => line.envelope.level)).toEqual([3, 6, 3, 6, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  })

  it('keeps the boot that a journal entry names', async () => {
    expect(hits(await read('journal-json')).at(-1)?.envelope.bootId).toBe('ba4d2fb2e3b043ea913491d3379ecd8d')
  })
})

describe('a serial console', () => {
  it('shows its kernel lines without colours, prompts and progress', async () => {
    const {lines} = await read('console')
    const kernel = lines.filter(line => line.envelope.time.basis === 'monotonic' && line.position.line > 27)
    expect(kernel.map(line => line.text.slice(0, 60).trimEnd())).toEqual([
      'input: Power Button as /devices/LNXSYSTM:00/LNXPWRBN:00/inpu',
      'ACPI: button: Power Button [PWRF]',
      'mce: [Hardware Error]: Machine check events logged',
      'input: PC Speaker as /devices/platform/pcspkr/input/input4',
      'mce: [Hardware Error]: CPU 1: Machine Check Exception: 5 Ban',
      'mce: [Hardware Error]: RIP !INEXACT! 10:<ffffffffba9b999e> {',
      'mce: [Hardware Error]: TSC 1c81d57317 ADDR 2b7d1140',
      'mce: [Hardware Error]: PROCESSOR 0:606a0 TIME 1788062414 SOC',
      "mce: [Hardware Error]: Run the above through 'mcelog --ascii",
      'mce: [Hardware Error]: Machine check: Processor context corr',
      'Kernel panic - not syncing: Fatal machine check',
      'Kernel Offset: 0x39600000 from 0xffffffff81000000 (relocatio',
      'Linux version 6.12.113+deb12-amd64 (debian-kernel@lists.debi',
    ])
    expect(lines.map(line => line.text).join('\n')).not.toMatch(/[\u001b\r]/)
  })
})

const NAMES = ['console', 'dmesg', 'dmesg-T', 'dmesg-json', 'journal-json', 'journal-short', 'kern']

describe('lines', () => {
  it('are the same however the bytes come in chunks', async () => {
    for (const name of NAMES) {
      const bytes = fixture(name)
      const whole = await readText(bytes, {mtimeMs: MTIME})
      for (const chunk of [1, 7, 64, 1000])
        expect(
          await readText(bytes, {mtimeMs: MTIME, chunk, limits: {blockBytes: chunk}}),
          `${name} by ${chunk}`,
        ).toEqual(whole)
    }
  })

  it('of a text cut anywhere are those of the whole, but for the last', async () => {
    const bytes = fixture('kern')
    const whole = await readText(bytes)
    for (let end = 0; end < bytes.length; end += 3) {
      const {lines} = await readText(bytes.subarray(0, end))
      const terminated = lines.filter(line => !line.unterminated)
      expect(terminated).toEqual(whole.lines.slice(0, terminated.length))
      expect(lines.length - terminated.length).toBeLessThanOrEqual(1)
      if (end > 0 && bytes[end - 1] !== 10) expect(lines.at(-1)?.unterminated ?? true).toBe(true)
    }
  })

  it('of CRLF text are those of LF text', async () => {
    for (const name of ['dmesg', 'kern', 'dmesg-T']) {
      const text = fixture(name).toString()
      const plain = await readText(text)
      const dos = await readText(text.replaceAll('\n', '\r\n'))
      expect(dos.lines.map(line => [line.text, line.position.line, line.envelope])).toEqual(
        plain.lines.map(line => [line.text, line.position.line, line.envelope]),
      )
    }
  })

  const scrap = fc.constantFrom(
    '\n',
    '\r',
    '\0\0\0\0\0',
    '\u001b[0m',
    '> ',
    '\\[',
    '=',
    '=\n',
    'EDAC ',
    'TSC ',
    '[   12.345678] ',
    '[   12.345678][ T9] ',
    'Nov 23 04:12:09 db7 kernel: ',
    '<4>',
    '{"MESSAGE":"TSC 1"}',
    '&lt;',
    'word '.repeat(15),
    'x'.repeat(70),
    'ü',
    '"time": 1.5,\n',
    '1,2,3,-;',
  )

  it('of any text come without an exception, each inside the text, in order, the same by any chunk', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(scrap, fc.string({maxLength: 8})), {maxLength: 50}),
        fc.integer({min: 1, max: 40}),
        async (parts, chunk) => {
          const bytes = Buffer.from(parts.join(''))
          const {lines, summary} = await readText(bytes, {mtimeMs: MTIME})
          expect(await readText(bytes, {mtimeMs: MTIME, chunk, limits: {blockBytes: 1}})).toEqual({lines, summary})
          const offsets = lines.map(line => line.position.byteOffset)
          expect(offsets).toEqual([...offsets].sort((a, b) => a - b))
          for (const {position, text} of lines) {
            expect(position.line).toBe(bytes.subarray(0, position.byteOffset).filter(byte => byte === 10).length + 1)
            expect(text).toBe(text.trimEnd())
          }
        },
      ),
      {numRuns: 500},
    )
  })

  it('of random bytes come without an exception', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({maxLength: 2000}), async bytes => {
        const {summary} = await readText(bytes, {literals: ['aa', '\0\0\0\0', 'é', '11']})
        expect(summary.bytes).toBeLessThanOrEqual(bytes.length + 2)
      }),
      {numRuns: 200},
    )
  })

  it('that are hostile come in good time, the last literal among them', async () => {
    const fill = (text: string): string => text.repeat(Math.ceil(65_000 / text.length))
    for (const text of [
      '\ra',
      '#015',
      '#015x',
      '\u001b',
      '\u001b[',
      '[   12.345678] ',
      '"[   12.345678] ',
      '> ',
      '\\[',
      '&#',
      '=3D',
      '\0',
      '\0\0\0\0a',
      ' ',
      '[',
      '{"MESSAGE":',
      'Nov 23 04:12:09 ',
      '\u00fc',
      '\ufffd',
    ]) {
      const {lines} = await readText(`EDAC ${fill(text)}\n${fill(text)}zz EDAC MC0: x\n`)
      expect(lines.at(-1)?.text, JSON.stringify(text)).toContain('EDAC MC0: x')
    }
  })

  it('around a hit come with two before and six after; a gap is marked', async () => {
    const text = Array.from({length: 40}, (_, index) =>
      index === 4 || index === 30 ? 'EDAC here' : `line ${index + 1}`,
    ).join('\n')
    const {lines} = await readText(text)
    expect(lines.map(line => line.position.line)).toEqual([
      3, 4, 5, 6, 7, 8, 9, 10, 11, 29, 30, 31, 32, 33, 34, 35, 36, 37,
    ])
    expect(lines.filter(line => line.afterGap).map(line => line.position.line)).toEqual([3, 29])
    expect(lines.filter(line => line.hit).map(line => line.position.line)).toEqual([5, 31])
  })

  it('of an empty input are none', async () => {
    expect(await readText('')).toEqual({lines: [], summary: {lines: 0, bytes: 0, clock: [], notices: []}})
  })
})
