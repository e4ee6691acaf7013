import {describe, expect, it} from 'vitest'
import type {Analysis} from '../../src/report/analysis.js'
import {redactAnalysis} from '../../src/report/redact/redact-analysis.js'
import {makeAnalysis, makeError, makeHost, makeIncident} from './fixtures/_build.js'
import {inventory} from './fixtures/killed.js'
import {panic} from './fixtures/panic.js'
import {INNOCENT, PLANTED} from './fixtures/planted.js'
import {withTexts} from './fixtures/with-texts.js'
import {OPTIONS, render} from './render.js'

const FACES = ['html', 'markdown', 'text', 'csv', 'json', 'sarif', 'openmetrics']
const LINES = PLANTED.map(({line}) => line)
const HOST = 'zeus-db17.acme-corp.example'

const asEvidence = (texts: readonly string[]) =>
  texts.map((text, index) => ({position: {input: 0, line: index + 1, byteOffset: index * 500}, text}))

/** Fields that this program writes from its own tables. */
const OURS = new Set(
  'rule cites cpuModel model bankKind reporters dialects envelope title row sinceKernel priorsVersion prior reason action meaning bankType name'.split(
    ' ',
  ),
)

/** The panic's analysis with planted lines as evidence and in every field that can hold log text. */
function planted(offset: number): Analysis {
  const walked = withTexts(
    {...panic, hosts: panic.hosts.map(host => ({...host, inventory}))},
    place => LINES[(place + offset) % LINES.length] ?? '',
    OURS,
  )
  const named = <Item extends {readonly host: string}>(item: Item): Item => ({...item, host: HOST})
  const errors = walked.errors
    .map((error, index) =>
      index === 0
        ? {...error, evidence: asEvidence(LINES), positions: asEvidence(LINES).map(({position}) => position)}
        : error,
    )
    .map(named)
  const byId = new Map(errors.map(error => [error.id, error]))
  return {
    ...walked,
    schema: 'mirrorcheck/analysis/1',
    tool: panic.tool,
    inputs: [
      {
        ...panic.inputs[0],
        name: '/home/cfischer/cases/Globex 118822/zeus-db17-kern.log',
        bytes: 1,
        sha256: 'a'.repeat(64),
        lines: 9,
        dialects: ['kernel-mce'],
      },
    ],
    hosts: walked.hosts.map(host => ({...host, id: HOST})),
    errors,
    incidents: walked.incidents
      .map(named)
      .map(incident => ({...incident, errors: incident.errors.flatMap(error => byId.get(error.id) ?? [])})),
    risk: {hosts: walked.risk.hosts.map(named)},
    notices: [
      {
        code: 'input-truncated',
        message: '/home/cfischer/cases/Globex 118822/zeus-db17-kern.log: ends in the middle.',
        positions: [],
      },
      {code: 'unreadable', message: '/data/globex/zeus-db17.tar.xz: cannot be opened (EACCES).', positions: []},
      {
        code: 'members-passed-over',
        message: 'bundle.zip: passed over inside it: globex-erp.exe, zeus-db17/home/jdoe7/notes.txt.',
        positions: [],
      },
    ],
    summary: panic.summary,
  }
}

const ALL_SECRETS = [
  ...new Set([...PLANTED.flatMap(({secrets}) => secrets), HOST, 'cfischer', 'Globex', '118822', 'globex']),
]

describe('redaction', () => {
  it.each([0, 17, 31, 48])('leaves no planted name in any face, %i lines on', async offset => {
    const {analysis} = redactAnalysis(planted(offset), {processes: true})
    for (const face of FACES) {
      const english = await render(analysis, face)
      const text = (english + (await render(analysis, face, {...OPTIONS, lang: 'zh-CN'}))).toLowerCase()
      expect(
        ALL_SECRETS.filter(secret => text.includes(secret.toLowerCase())),
        face,
      ).toEqual([])
    }
  })

  it('would fail without it: every planted name shows', async () => {
    const text = await render(planted(0), 'json')
    for (const {secrets, kind} of PLANTED)
      if (!kind.startsWith('parted'))
        for (const secret of secrets) expect(text.replaceAll('\\\\', '\\')).toContain(secret)
  })
  it.each(PLANTED.filter(({kept}) => kept?.length))('keeps what names nobody beside: $kind', ({line, kept = []}) => {
    const {analysis} = redactAnalysis(
      makeAnalysis({errors: [makeError({severity: 'corrected', host: '', evidence: asEvidence([line])})]}),
      {processes: true},
    )
    for (const word of kept) expect(analysis.errors[0]?.evidence[0]?.text).toContain(word)
  })

  it.each(INNOCENT)('leaves alone: %s', line => {
    const {analysis} = redactAnalysis(
      makeAnalysis({errors: [makeError({severity: 'corrected', evidence: asEvidence([line])})]}),
      {processes: false},
    )
    expect(analysis.errors[0]?.evidence[0]?.text).toBe(line)
  })

  it.each([
    ['memory', 'memory read error'],
    ['edac', 'EDAC MC0'],
    ['cpu0', 'CPU 0'],
    ['kernel', 'kernel:'],
  ])('takes a machine called %s out where it is named, and leaves the word', async (name, kept) => {
    const line = `2026-11-03T04:12:09+00:00 ${name} kernel: EDAC MC0: 1 CE memory read error on CPU 0`
    const error = makeError({severity: 'srar', host: name, evidence: asEvidence([line])})
    const incident = makeIncident({errors: [error], host: name, outcome: 'panic'})
    const analysis = makeAnalysis({hosts: [makeHost({id: name})], errors: [error], incidents: [incident]})
    const {analysis: shown, map} = redactAnalysis(analysis, {processes: false})
    expect(map.host).toEqual({[name]: 'host-1'})
    expect(shown.errors[0]?.evidence[0]?.text).toContain('+00:00 host-1 kernel: ')
    expect(shown.errors[0]?.evidence[0]?.text).toContain(kept)
    for (const face of FACES) {
      const text = await render(shown, face)
      expect(text).not.toContain(`${name} ·`)
      expect(text).not.toMatch(new RegExp(`host["=: ]{1,4}"?${name}\\b`, 'i'))
    }
  })

  it('tells machines apart whose names stand in one another', () => {
    const hosts = ['dbs', 'db1', 'db10', 'mydb1', 'db1-old', 'db1.corp']
    const errors = hosts.map(host =>
      makeError({severity: 'corrected', host, evidence: asEvidence([`${hosts.join(' ')} EDAC MC0: 1 CE`])}),
    )
    const {analysis, map} = redactAnalysis(makeAnalysis({hosts: hosts.map(id => makeHost({id})), errors}), {
      processes: false,
    })
    const {'db1.corp': withDomain, db1, ...others} = map.host ?? {}
    expect(withDomain).toBe(db1)
    expect(new Set([db1, ...Object.values(others)]).size).toBe(5)
    const [one, two, ten, my, old] = hosts.map(host => map.host?.[host])
    expect(analysis.errors[0]?.evidence[0]?.text).toBe(`${one} ${two} ${ten} ${my} ${old} ${two} EDAC MC0: 1 CE`)
  })

  it('gives the same name the same pseudonym everywhere, and goes on from an earlier map', () => {
    const first = redactAnalysis(planted(0), {processes: false})
    const again = redactAnalysis(planted(5), {processes: false, map: first.map})
    expect(again.analysis.hosts[0]?.id).toBe(first.analysis.hosts[0]?.id)
    expect(first.analysis.errors.every(({host}) => host === first.analysis.hosts[0]?.id)).toBe(true)
    expect(again.map).toMatchObject(first.map)
    const other = redactAnalysis(makeAnalysis({hosts: [makeHost({id: 'newcomer'})]}), {
      processes: false,
      map: first.map,
    })
    const taken = Object.values(first.map.host ?? {})
    expect(taken).not.toContain(other.analysis.hosts[0]?.id)
  })

  it('keeps passwords out of the private map', () => {
    const {map} = redactAnalysis(planted(0), {processes: true})
    for (const secret of ['Winter2026', 't0pS3cret9', 'hunter22', 'abcDEF123', 'AKIAIOSFODNN7EXAMPLE', 'chapS3cret'])
      expect(JSON.stringify(map)).not.toContain(secret)
  })

  it('replaces names that the owner wrote into the map', () => {
    const errors = [makeError({severity: 'corrected', evidence: asEvidence(['EDAC MC0: 1 CE on Blue Lagoon rig'])})]
    const {analysis} = redactAnalysis(makeAnalysis({errors}), {
      processes: false,
      map: {word: {'Blue Lagoon': 'project-1'}},
    })
    expect(analysis.errors[0]?.evidence[0]?.text).toBe('EDAC MC0: 1 CE on project-1 rig')
  })

  it('is done once: a redacted analysis stays as it is', () => {
    const {analysis} = redactAnalysis(planted(0), {processes: false})
    expect(redactAnalysis(analysis, {processes: false}).analysis).toEqual(analysis)
  })

  it('takes out processes only when asked', () => {
    const errors = [
      makeError({
        severity: 'srar',
        evidence: asEvidence(['Memory failure: 0x1: Killing billingd:4321 due to hardware memory corruption']),
      }),
    ]
    const incidents = [
      makeIncident({
        errors,
        victim: {
          content: 'user',
          process: {name: 'billingd', pid: 4321},
          asLogged: 'billingd:4321',
          because: 'the kernel killed billingd',
        },
        outcome: 'process-killed',
      }),
    ]
    const analysis = makeAnalysis({errors, incidents})
    const kept = redactAnalysis(analysis, {processes: false}).analysis.incidents[0]
    const taken = redactAnalysis(analysis, {processes: true}).analysis.incidents[0]
    expect(JSON.stringify(kept?.victim)).toContain('billingd')
    expect(taken?.victim).toMatchObject({process: {name: 'process-1', pid: 4321}, asLogged: 'process-1:4321'})
    expect(taken?.narrative).not.toContain('billingd')
  })

  it('keeps labels, addresses, versions and the processor', () => {
    const {analysis} = redactAnalysis(panic, {processes: true})
    const [error] = analysis.errors
    expect(analysis.hosts[0]?.kernel).toBe(panic.hosts[0]?.kernel)
    expect(analysis.hosts[0]?.cpu).toEqual(panic.hosts[0]?.cpu)
    expect(error?.dram).toEqual(panic.errors[0]?.dram)
    expect(error?.address).toEqual(panic.errors[0]?.address)
    expect(analysis.incidents.map(({verdicts}) => verdicts)).toEqual(panic.incidents.map(({verdicts}) => verdicts))
  })
})
