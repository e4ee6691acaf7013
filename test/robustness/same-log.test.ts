import {mkdtempSync, rmSync, utimesSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterAll, describe, expect, it} from 'vitest'
import {analyze} from '../../src/analyze.js'
import {analyzeText} from '../analyze-text.js'
import {LINE_CARRIERS, LOG_CARRIERS, TEXT_CARRIERS} from '../logs/carriers.js'
import {readText} from '../logs/read-text.js'

// The same log twice, in other envelopes, in other chunks, cut anywhere: nothing more is told than it says.

const folder = mkdtempSync(join(tmpdir(), 'mirrorcheck-same-log-'))
afterAll(() => rmSync(folder, {recursive: true}))

const MESSAGES = [
  'mce: [Hardware Error]: Machine check events logged',
  'mce: [Hardware Error]: CPU 4: Machine Check: 0 Bank 13: 8c00004200800090',
  'mce: [Hardware Error]: TSC 1a2f33bc84de2 ADDR 17f2a4c3c0 MISC 200414a284401086',
  'mce: [Hardware Error]: PROCESSOR 0:50657 TIME 1795407120 SOCKET 0 APIC 8 microcode 5003303',
  'Memory failure: 0x2f3b5e7: Sending SIGBUS to redis-server:20117 due to hardware memory corruption',
  'Memory failure: 0x2f3b5e7: recovery action for dirty LRU page: Recovered',
]

type Dress = (text: string, place: {readonly index: number; readonly program: string}) => string

const logged = (dress: Dress | undefined): string =>
  MESSAGES.map((message, index) => `${dress?.(message, {index, program: 'kernel'}) ?? message}\n`).join('')

const rows = (text: string, dress: Dress | undefined): string =>
  text
    .trimEnd()
    .split('\n')
    .map((row, index) => `${dress?.(row, {index, program: 'kernel'}) ?? row}\n`)
    .join('')

const SYSLOG = logged(LOG_CARRIERS['RFC 3339 without a fraction'])

const FORMS: Readonly<Record<string, string | Uint8Array>> = {
  syslog: SYSLOG,
  journal: logged(LOG_CARRIERS['journalctl -o json']),
  'journal, pretty': logged(LOG_CARRIERS['journalctl -o json-pretty']),
  export: logged(LOG_CARRIERS['journalctl -o export']),
  'RFC 5424': logged(LOG_CARRIERS['RFC 5424 with structured data']).replaceAll('+01:00', '+00:00'),
  Docker: rows(SYSLOG, LINE_CARRIERS['docker json-file']),
  Elasticsearch: TEXT_CARRIERS['Elasticsearch hits, pretty']?.(SYSLOG) ?? '',
  Loki: TEXT_CARRIERS['Loki query']?.(SYSLOG) ?? '',
  CSV: rows(SYSLOG, LINE_CARRIERS['Splunk CSV']),
  'UTF-16': TEXT_CARRIERS['UTF-16LE']?.(SYSLOG) ?? '',
  mail: TEXT_CARRIERS['a mail, base64']?.(SYSLOG) ?? '',
  'quoted-printable mail': TEXT_CARRIERS['a mail, quoted-printable']?.(SYSLOG) ?? '',
}

const nobody = async function* (): AsyncIterable<Uint8Array> {}

const analyzeFiles = async (texts: readonly (string | Uint8Array)[]) => {
  const paths = texts.map((text, index) => {
    const path = join(folder, `${index}.log`)
    writeFileSync(path, text)
    utimesSync(path, 1795500000, 1795500000)
    return path
  })
  const {analysis} = await analyze({
    paths,
    stdin: nobody(),
    nowMs: 1795500000000,
    version: '0.0.0-test',
    pluginRoots: [],
    whatIfs: [],
    seed: 1,
    draws: 200,
  })
  return analysis
}

const told = ({errors, incidents}: Awaited<ReturnType<typeof analyzeFiles>>) => ({
  errors: errors.map(error => [error.severity, error.address?.value]),
  incidents: incidents.map(incident => [incident.outcome, incident.startMs]),
})

describe('the same log twice', () => {
  it.each(Object.entries(FORMS))('as syslog and as %s changes nothing', async (_, form) => {
    const once = told(await analyzeFiles([SYSLOG]))
    expect(once.errors.length).toBe(2)
    expect(told(await analyzeFiles([SYSLOG, form]))).toEqual(once)
    expect(told(await analyzeFiles([form, SYSLOG]))).toEqual(once)
  })
})

describe.each(Object.entries(FORMS))('%s', (_, form) => {
  const bytes = typeof form === 'string' ? Buffer.from(form) : form

  it('does not depend on its chunks', async () => {
    const whole = await readText(bytes)
    await fc.assert(
      fc.asyncProperty(fc.integer({min: 1, max: 700}), async chunk => {
        expect(await readText(bytes, {chunk, limits: {blockBytes: chunk}})).toEqual(whole)
      }),
      {numRuns: 12},
    )
  })

  it('cut anywhere gives no line that the whole has not, and never fails', async () => {
    const whole = new Set((await readText(bytes)).lines.map(({text}) => text))
    const cuts = Array.from({length: 60}, (_, index) => Math.floor((bytes.length * (index + 0.5)) / 60))
    for (const end of cuts) {
      const {lines} = await readText(bytes.subarray(0, end))
      const strange = lines.filter(
        ({text, hit, unterminated}) =>
          hit && !unterminated && !whole.has(text) && ![...whole].some(known => known.startsWith(text)),
      )
      expect(
        strange.map(({text}) => text),
        `cut at ${end}`,
      ).toEqual([])
    }
  })
})

it('a log cut at any byte tells no severity that the whole has not', async () => {
  const whole = new Set((await analyzeText(SYSLOG)).analysis.errors.map(({severity}) => severity))
  for (let end = 0; end < SYSLOG.length; end += 17)
    for (const {severity} of (await analyzeText(SYSLOG.slice(0, end))).analysis.errors)
      expect([...whole, 'unknown'], `cut at ${end}`).toContain(severity)
})
