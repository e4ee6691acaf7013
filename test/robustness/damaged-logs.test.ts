import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {analyzeText} from '../analyze-text.js'
import {ROOT} from '../cli/run.js'

const read = (name: string): string => readFileSync(join(ROOT, 'samples', name), 'utf8')
const USER_READ = read('user-read-page-offlined.log')
const PANIC = read('kernel-panic-unmirrored.log')
const FAILOVER = read('mirror-failover-skylake.log')

/** The part of a log with the errors in it: every byte of it is cut at. */
const around = (log: string, marker: string, lines: number): string => {
  const all = log.split('\n')
  const at = all.findIndex(line => line.includes(marker))
  return all.slice(Math.max(0, at - 3), at + lines).join('\n')
}

const severities = async (text: string | Uint8Array): Promise<readonly string[]> =>
  (await analyzeText(text)).analysis.errors.map(error => error.severity).sort()

describe('a log cut at any byte', () => {
  it.each([
    ['user read', around(USER_READ, 'Machine check events logged', 9)],
    ['kernel panic', around(PANIC, 'Bank 17:', 12)],
    ['failover', around(FAILOVER, 'Bank 7:', 8)],
  ])(
    '%s: never throws, never shows an error that the whole log does not have',
    async (_, text) => {
      const whole = await severities(text)
      // A record without its PROCESSOR line may be graded more coarsely, never the other way round.
      const possible = new Set([
        ...whole,
        'unknown',
        ...(whole.some(word => word !== 'corrected') ? ['uncorrected'] : []),
      ])
      const bytes = new TextEncoder().encode(text)
      for (let end = 0; end < bytes.length; end += 1) {
        const {analysis} = await analyzeText(bytes.subarray(0, end))
        const extra = analysis.errors.filter(error => !possible.has(error.severity))
        expect(extra, `cut at byte ${end}`).toEqual([])
      }
    },
    120_000,
  )

  it('says when a record was cut', async () => {
    const at = PANIC.indexOf('TSC 8b9e2f31c4b02')
    const {analysis} = await analyzeText(PANIC.slice(0, at))
    expect(analysis.notices.map(notice => notice.code)).toContain('record-truncated')
  })
})

describe('a log that was mistreated', () => {
  it('tells the same with CRLF, with colours, with NULs between lines', async () => {
    for (const log of [USER_READ, PANIC, FAILOVER]) {
      const told = await severities(log)
      expect(await severities(log.replaceAll('\n', '\r\n'))).toEqual(told)
      expect(await severities(log.replaceAll(' kernel:', ' \u001b[33mkernel\u001b[0m:'))).toEqual(told)
      expect(await severities(log.replaceAll('\n', '\n\0\0\0'))).toEqual(told)
      expect(await severities(`\ufeff${log}`)).toEqual(told)
    }
  })

  it('survives shuffled lines', async () => {
    const lines = around(PANIC, 'Bank 17:', 14)
      .split('\n')
      .filter(line => !line.includes(' CE '))
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(lines, {minLength: lines.length}), async shuffled => {
        const {analysis} = await analyzeText(shuffled.join('\n'))
        expect(analysis.summary.errors.corrected).toBe(0)
      }),
      {numRuns: 60},
    )
  })

  it('survives the loss of any one line', async () => {
    const lines = around(PANIC, 'Bank 17:', 14).split('\n')
    for (const index of lines.keys()) {
      const {analysis} = await analyzeText(lines.toSpliced(index, 1).join('\n'))
      expect(analysis.errors.length + analysis.notices.length, `without line ${index}`).toBeGreaterThan(0)
    }
  })

  it('survives random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({maxLength: 4000}), async bytes => void (await analyzeText(bytes))),
      {numRuns: 60},
    )
  })
})
