import {readdirSync, readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {describe, expect, it} from 'vitest'
import {cleanText} from '../../src/logs/clean-text.js'
import {createPeeler} from '../../src/logs/peel-envelope.js'
import {readLines} from '../../src/logs/read-lines.js'
import {createRecordReader} from '../../src/records/step-line.js'
import {envelopes} from '../logs/built-in-envelopes.js'
import {LINE_CARRIERS, LOG_CARRIERS, RING_CARRIERS, TEXT_CARRIERS} from '../logs/carriers.js'
import {allDialects} from './read-text.js'

// Every vocabulary in every wrapper it can travel in says the same; only who, when and where may differ.

/** The program that logs a vocabulary line by line; `kernel` travels in rings and consoles too. Others are texts. */
const LOGGED_BY: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'aest',
      'efi-memory-map',
      'kernel-amd',
      'kernel-boot',
      'kernel-context',
      'kernel-edac',
      'kernel-ghes',
      'kernel-mce',
      'kernel-memory-zones',
      'kernel-panic',
      'memory-failure',
      'power-mce',
    ].map(id => [id, 'kernel']),
  ),
  'cxl-trace': 'rasdaemon',
  'mce-trace': 'rasdaemon',
  'ras-trace': 'rasdaemon',
  mcelog: 'mcelog',
}

/** Fixtures whose lines a screen or a mail has broken already: a wrapper around each piece is another log. */
const BROKEN =
  /wrapped|broken|copied|screen|split|typed|glued|woven|wrappers|cut|run-together|lost-lines|mail|prose|story/

const CONTAINERS = /picocom|conserver|CRI|json-file|JSON|Loki|Grafana|Elastic|Splunk|Kibana|CSV|CloudWatch|Google|^ts/

/** What cannot travel, and why. */
const EXCEPTIONS: readonly (readonly [fixture: RegExp, carrier: RegExp, why: string])[] = [
  [/^ras-mc-ctl/, CONTAINERS, 'a row goes on below without a stamp; two with stamps are two messages'],
  [/^ras-mc-ctl/, /timestamps|logcli$|\\n/, 'a row goes on below without a stamp'],
  [
    /^(ipmi-sel\/(dell-and-comma|esxcli-and-racadm)|fault-manager)/,
    /./,
    'records go on over rows told by their blanks and widths',
  ],
  [/^windows-whea/, /timestamps|aws logs tail/, '`Log Name: System` behind a time is a host and a program'],
  [/^windows-whea\/translated/, /UTF-16|latin-1|escaped|HTML|\\n|newlines/, 'its text is not ASCII'],
  [/^kernel-mce\/doubtful-values/, /latin-1/, 'U+2026 is not in latin-1'],
  [/^(redfish|bmc-crashdump)/, /HTML|\\n|written-out newlines|double/, 'JSON inside a string inside JSON'],
  [
    /^(kernel-ghes\/processors|windows-crash-dump\/errrec)/,
    /HTML breaks/,
    'a literal stands behind two blanks, one of them firm',
  ],
  [/^cxl-trace\/daemon/, /written-out newlines/, 'it is one line: no newline is written'],
  [
    /^edac-sysfs/,
    /double|\\n|newlines|overwritten/,
    'a label stands on the line below its name, and here there is no line below',
  ],
  [/^bios-post/, /grep/, '`232-` before a message is what `grep -n` prints before a line of context'],
  [/^kernel-mce\/pentium/, /\\n/, 'one newline written out may be the text’s own'],
  [/^mcelog\/events/, /escaped Markdown/, 'its text holds a backtick'],
  [
    /^kernel-boot\/other-spellings/,
    /timestamps|logcli$|aws logs tail/,
    '`systemd: …` behind a time is a host and a tag',
  ],
  [/^(edac-util|freebsd-mca)/, /aws logs tail/, 'every line begins with a tag: the stream is a host'],
  [
    /^firmware-settings/,
    /timestamps|logcli$|aws logs tail|HTML/,
    'a tag or a name with a colon begins a row of a set-up dump',
  ],
  [/^meminfo/, /HTML/, 'its columns are blanks, which markup makes firm'],
  [/^mcelog\/mirrored/, /^ts of|logcli$|written-out newlines/, 'lines of other programs stand among them'],
]

const dialects = allDialects.map(({dialect}) => dialect)
const literals = [...new Set(dialects.flatMap(dialect => dialect.literals))]

async function* once(text: string | Uint8Array): AsyncIterable<Uint8Array> {
  yield typeof text === 'string' ? new TextEncoder().encode(text) : text
}

const read = async (text: string | Uint8Array) => {
  const reader = createRecordReader(dialects)
  const outputs = []
  let joined = false
  for await (const batch of readLines(once(text), {input: 0, literals, envelopes}).batches)
    for (const line of batch) {
      joined ||= line.joined !== undefined
      outputs.push(reader.step(line))
    }
  outputs.push(reader.end(0))
  const records = outputs.flatMap(output => [...(output.records ?? []), ...(output.facts ?? [])])
  return {records, joined}
}

/** What was read, without who carried it and when; in no order, for records that stand open close in another. */
const said = async (text: string | Uint8Array): Promise<readonly string[]> =>
  (await read(text)).records
    .map(({envelope: _envelope, evidence: _evidence, ...rest}) =>
      JSON.stringify(rest, (_, value) => (typeof value === 'bigint' ? `0x${value.toString(16)}` : value)),
    )
    .sort()

interface Fixture {
  readonly name: string
  readonly program: string | undefined
  readonly rows: readonly string[]
  /** The rows without the stamps that their own machine put before them. */
  readonly messages: readonly string[]
}

const folder = fileURLToPath(new URL('./dialects/', import.meta.url))

const fixtureOf = (id: string, file: string): Fixture => {
  const rows = readFileSync(`${folder}${id}/${file}`, 'utf8').trimEnd().split('\n')
  const peeler = createPeeler(envelopes)
  const messages = rows.map(row => peeler.peel(cleanText(row)).message)
  return {name: `${id}/${file}`, program: LOGGED_BY[id], rows, messages}
}

const fixtures: Fixture[] = []
for (const {id} of allDialects)
  for (const file of readdirSync(folder + id).filter(name => name.endsWith('.log') && !BROKEN.test(name))) {
    const fixture = fixtureOf(id, file)
    if (!(await read(`${fixture.rows.join('\n')}\n`)).joined) fixtures.push(fixture)
  }

const isExcepted = (fixture: string, carrier: string): boolean =>
  EXCEPTIONS.some(([name, wrapper]) => name.test(fixture) && wrapper.test(carrier))

const text = (rows: readonly string[]): string => `${rows.join('\n')}\n`

const once3164 = (messages: readonly string[], program: string): string =>
  text(messages.map((message, index) => LOG_CARRIERS['RFC 3339 of rsyslog']?.(message, {index, program}) ?? ''))

const inRing = (messages: readonly string[]): string =>
  text(messages.map((message, index) => RING_CARRIERS.dmesg?.(message, {index, program: 'kernel'}) ?? ''))

/** What each fixture says bare, and what its messages say where they are at home. */
const bare = new Map(await Promise.all(fixtures.map(async ({name, rows}) => [name, await said(text(rows))] as const)))
const atHome = new Map(
  await Promise.all(
    fixtures.flatMap(({name, program, messages}) =>
      program === undefined
        ? []
        : [
            said(program === 'kernel' ? inRing(messages) : once3164(messages, program)).then(
              told => [name, told] as const,
            ),
          ],
    ),
  ),
)

const carried = (carrier: string, who: readonly Fixture[]): readonly Fixture[] =>
  who.filter(({name}) => !isExcepted(name, carrier))

/** Fixtures that say something else in a wrapper, with the first thing that is lost and the first that is new. */
const different = async (
  who: readonly Fixture[],
  wanted: ReadonlyMap<string, readonly string[]>,
  dress: (fixture: Fixture) => string | Uint8Array,
): Promise<readonly string[]> => {
  const found: string[] = []
  for (const fixture of who) {
    const [told, want] = [await said(dress(fixture)), wanted.get(fixture.name) ?? []]
    const lost = want.find(one => !told.includes(one))
    const more = told.find(one => !want.includes(one))
    if (lost ?? more ?? (told.length === want.length ? undefined : 'a number'))
      found.push([fixture.name, lost, more].join('\n'))
  }
  return found
}

const kernel = fixtures.filter(({program}) => program === 'kernel')
const logged = fixtures.filter(({program}) => program !== undefined)

it('has fixtures of nearly every dialect', () => {
  const dressed = new Set(fixtures.map(({name}) => name.split('/')[0]))
  // Bytes of one variable dumped over several rows; counters told in rows of a tree, which look like broken lines.
  expect(allDialects.map(({id}) => id).filter(id => !dressed.has(id))).toEqual([
    'mirror-variable-dump',
    'poisoned-pages',
  ])
})

describe.each(Object.entries(RING_CARRIERS))('%s', (carrier, dress) => {
  it('carries what kernels print', async () => {
    const others = await different(carried(carrier, kernel), atHome, ({messages}) =>
      text(messages.map((message, index) => dress(message, {index, program: 'kernel'}))),
    )
    expect(others).toEqual([])
  })
})

describe.each(Object.entries(LOG_CARRIERS))('%s', (carrier, dress) => {
  it('carries what kernels and daemons log', async () => {
    const others = await different(carried(carrier, logged), atHome, ({messages, program = ''}) =>
      text(messages.map((message, index) => dress(message, {index, program}))),
    )
    expect(others).toEqual([])
  })
})

describe.each(Object.entries(LINE_CARRIERS))('%s', (carrier, dress) => {
  it('carries lines of every dialect', async () => {
    const others = await different(carried(carrier, fixtures), bare, ({rows}) =>
      text(rows.map((row, index) => dress(row, {index, program: 'kernel'}))),
    )
    expect(others).toEqual([])
  })
})

describe.each(Object.entries(TEXT_CARRIERS))('%s', (carrier, dress) => {
  const framed = carrier.startsWith('syslog frames')
  it('carries texts of every dialect', async () => {
    const others = await different(
      carried(carrier, framed ? kernel : fixtures),
      framed ? atHome : bare,
      ({rows, messages}) => dress(text(framed ? messages : rows)),
    )
    expect(others).toEqual([])
  })
})

describe('exceptions', () => {
  it.each(EXCEPTIONS)('%s in %s is about something there is: %s', (fixture, carrier) => {
    const carriers = [RING_CARRIERS, LOG_CARRIERS, LINE_CARRIERS, TEXT_CARRIERS].flatMap(Object.keys)
    expect(fixtures.some(({name}) => fixture.test(name))).toBe(true)
    expect(carriers.some(name => carrier.test(name))).toBe(true)
  })
})
