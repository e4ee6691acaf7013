import {D3Node} from 'd3-node'
import {describe, expect, it} from 'vitest'
import {bundleFiles} from '../../src/report/bundle/bundle-files.js'
import {readManifest} from '../../src/report/bundle/bundle-manifest.js'
import {describeError} from '../../src/report/describe-error.js'
import {diffAnalyses} from '../../src/report/diff/diff-analyses.js'
import {diffDocument} from '../../src/report/diff/diff-page.js'
import type {ReportDocument} from '../../src/report/document.js'
import type {Fleet} from '../../src/report/fleet/fleet.js'
import {fleetDocument} from '../../src/report/fleet/fleet-document.js'
import {openVoice} from '../../src/report/language/voice.js'
import {redactAnalysis} from '../../src/report/redact/redact-analysis.js'
import {noCounts, quietFleet} from './fixtures/fleets.js'
import {HOSTILE, hostileAnalysis} from './fixtures/hostile.js'
import {panic} from './fixtures/panic.js'
import {OPTIONS, render, renderers} from './render.js'

const hostile = hostileAnalysis()
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u
const visible = (text: string) => text.replace(/[\r\n]/g, '')

/** The page as a browser builds it. */
async function pageOf(analysis: typeof hostile) {
  const node = new D3Node({container: (await render(analysis, 'html')).replace(/<style>.*?<\/style>/s, '')})
  const count = (selector: string) => node.d3Element.selectAll(`:scope ${selector}`).size()
  const attributes = (selector: string, name: string) =>
    node.d3Element
      .selectAll(`:scope ${selector}`)
      .nodes()
      .map(element => String(node.d3.select(element).attr(name)))
  return {count, attributes, json: node.d3Element.select('#analysis').text(), close: () => node.jsDom.window.close()}
}

describe('hostile log text in a bundle', () => {
  it('is inert in the evidence and whole in the manifest', () => {
    const files = bundleFiles(hostile, {
      faces: [],
      originals: [{name: HOSTILE, bytes: 1, sha256: 'a'.repeat(64)}],
      redaction: {applied: false, processes: false},
      hash: () => ({bytes: 1, sha256: 'b'.repeat(64)}),
    })
    const text = (name: string) => files.find(file => file.name === name)?.text ?? ''
    expect(visible(text('evidence.txt'))).not.toMatch(HIDDEN)
    const manifest: unknown = JSON.parse(text('manifest.json'))
    expect(readManifest(manifest)?.originals[0]?.name).toBe(HOSTILE)
  })

  it('is inert when redacted too', async () => {
    const {analysis} = redactAnalysis(hostileAnalysis('h'.repeat(1_000_000)), {processes: true})
    expect(analysis.hosts[0]?.id).toMatch(/^host-\d+$/)
    for (const id of ['html', 'markdown', 'text', 'csv'])
      expect(visible(await render(analysis, id))).not.toMatch(HIDDEN)
  })
})

describe('hostile log text', () => {
  it('is inert in HTML', async () => {
    const page = await pageOf(hostile)
    expect(page.count('script')).toBe(1)
    for (const selector of ['img', 'iframe', 'object', 'form', 'link', '[onerror]', '[onload]', '[onclick]', 'base'])
      expect(page.count(selector)).toBe(0)
    for (const href of page.attributes('a', 'href')) expect(href).toMatch(/^#/)
    for (const target of page.attributes('a', 'href')) expect(page.count(`[id="${target.slice(1)}"]`)).toBe(1)
    const ids = page.attributes('[id]', 'id')
    expect(new Set(ids).size).toBe(ids.length)
    expect(JSON.parse(page.json).incidents[1].panicMessage).toBe(HOSTILE)
    page.close()
  })

  it('holds no control, direction mark or half character in any text face', async () => {
    for (const id of ['html', 'markdown', 'text', 'csv']) expect(visible(await render(hostile, id))).not.toMatch(HIDDEN)
    for (const error of hostile.errors) expect(visible(describeError(error))).not.toMatch(HIDDEN)
  })

  it('reaches a terminal without a single escape, coloured or not', async () => {
    const coloured = await render(hostile, 'text', {lang: 'en', colour: true, columns: 80})
    expect(coloured.replace(/\u001b\[\d+m/g, '')).not.toContain('\u001b')
  })

  it('cannot leave a fence, a table or a heading of the ticket', async () => {
    const lines = (await render(hostile, 'markdown')).split('\n')
    let fence = ''
    for (const line of lines) {
      const run = /^(`{3,})/.exec(line)?.[1] ?? ''
      if (fence === '' && run !== '') fence = run
      else if (fence !== '' && line === fence) fence = ''
      else if (fence === '') {
        const outsideCode = line.replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, '')
        expect(outsideCode).not.toMatch(/(?<!\\)<|https?:\/\//)
      }
    }
    expect(fence).toBe('')
  })

  it('cannot begin a formula in a spreadsheet', async () => {
    const csv = await render(hostileAnalysis("=cmd|'/C calc'!A0"), 'csv')
    for (const row of csv.split('\r\n').slice(1, -1)) expect(row.split(',')[1]).toMatch(/^"?'=/)
  })

  it('of a million characters does not swell the page', async () => {
    const long = hostileAnalysis('h'.repeat(1_000_000))
    for (const id of ['markdown', 'text']) expect((await render(long, id)).length).toBeLessThan(100_000)
    const html = await render(long, 'html')
    expect(html.replace(/<script type="application\/json".*?<\/script>/s, '').length).toBeLessThan(400_000)
  })
})

describe('hostile log text in other languages and documents', () => {
  const chinese = {...OPTIONS, lang: 'zh-CN'} as const
  const faces = ['html', 'markdown', 'text', 'csv']

  /** What a face makes of a document about many analyses, or about two. */
  async function facesOf(
    document: ReportDocument,
    lang: 'en' | 'zh-CN',
  ): Promise<readonly (readonly [string, string])[]> {
    const chosen = renderers.filter(({id}) => faces.includes(id))
    return Promise.all(
      chosen.map(async ({id, value}) => [id, String(await value.render(document, {...OPTIONS, lang}))] as const),
    )
  }

  const hostileFleet: Fleet = {
    ...quietFleet({hosts: 1, hostsHit: 1, graveIncidents: 2}),
    dataset: HOSTILE,
    hosts: [{...noCounts, host: HOSTILE, inputs: 1, platform: HOSTILE, kernels: [HOSTILE], graveErrors: 1}],
    dimms: [{...noCounts, host: HOSTILE, part: HOSTILE, partNumber: HOSTILE, serialNumber: HOSTILE, graveErrors: 1}],
    repeats: [{host: HOSTILE, unnamed: true, part: HOSTILE, graveIncidents: 2, outages: 0}],
    verdicts: {[HOSTILE]: {absorbed: 1}},
    platforms: [{...noCounts, name: HOSTILE, hosts: 1, hostsHit: 1}],
    kernels: [{...noCounts, name: HOSTILE, hosts: 1, hostsHit: 1}],
    gaps: [{input: HOSTILE, reading: 'not-read', because: HOSTILE}],
  }

  it.each(['en', 'zh-CN'] as const)('is inert in a fleet and a comparison told in %s', async lang => {
    const documents = [fleetDocument(hostileFleet, []), diffDocument(diffAnalyses(panic, hostile), '1.0.0')]
    for (const document of documents)
      for (const [id, text] of await facesOf(document, lang)) {
        expect(visible(text), id).not.toMatch(HIDDEN)
        if (id === 'html')
          expect(text.replace(/<script type="application\/json".*?<\/script>/gs, '')).not.toMatch(
            /<(?:script|img|svg onload)\b/,
          )
        if (id === 'csv') for (const cell of text.split(/,|\r\n/)) expect(cell).not.toMatch(/^"?[=+@-](?!\d)/)
      }
  })

  it('is inert in Chinese faces of an analysis', async () => {
    for (const id of faces) expect(visible(await render(hostile, id, chinese)), id).not.toMatch(HIDDEN)
    const html = await render(hostile, 'html', chinese)
    expect(html.replace(/<script type="application\/json".*?<\/script>/gs, '')).not.toMatch(/<(?:script|img)\b/)
  })

  it('never loads a name into a phrase: braces and marks of the translator stay text', async () => {
    const {say} = await openVoice('zh-CN')
    for (const text of ['{n} bytes', '\ue0000\ue001', '\ue0021\ue003', '[{a}]', 'Replace first: {a}.'])
      expect(say(`db7 ${text}`)).toContain(text.replace('Replace first: {a}.', '{a}'))
  })

  it('is inert in explanations and pages', async () => {
    const {say} = await openVoice('zh-CN')
    for (const error of hostile.errors) expect(visible(describeError(error, say))).not.toMatch(HIDDEN)
  })
})
