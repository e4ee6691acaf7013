import {describe, expect, it} from 'vitest'
import {escapeMarkdown, markdownText} from '../../src/report/renderers/_markdown-text.js'
import {makeAnalysis} from './fixtures/_build.js'
import {FIXTURES} from './fixtures/index.js'
import {panic} from './fixtures/panic.js'
import {documentOf, OPTIONS, render, renderers} from './render.js'

const fixture = (name: string) => FIXTURES[name] ?? makeAnalysis({})
const GOLDEN = [
  ['panic', 'html', 'html'],
  ['panic', 'markdown', 'md'],
  ['panic', 'text', 'txt'],
  ['panic', 'csv', 'csv'],
  ['panic', 'json', 'json'],
  ['killed', 'markdown', 'md'],
  ['failover', 'text', 'txt'],
  ['quiet', 'text', 'txt'],
  ['quiet', 'html', 'html'],
  ['empty', 'text', 'txt'],
  ['storm', 'text', 'txt'],
  ['hostile', 'markdown', 'md'],
  ['hostile', 'text', 'txt'],
] as const

describe('renderers', () => {
  it.each(GOLDEN)('%s as %s is as before', async (name, id, ending) => {
    await expect(await render(fixture(name), id)).toMatchFileSnapshot(`golden/${name}.${ending}`)
  })

  it.each(renderers)('$id is named for its file and gives equal bytes twice', async ({id, value}) => {
    expect(value.id).toBe(id)
    for (const ending of value.endings) expect(ending).toMatch(/^\.[a-z]+$/)
    expect(await render(panic, id)).toBe(await render(panic, id))
  })

  it('no two write the same ending', () => {
    const endings = renderers.flatMap(({value}) => value.endings)
    expect(new Set(endings).size).toBe(endings.length)
  })
})

describe('the terminal', () => {
  it.each(Object.keys(FIXTURES))('%s fits 80 columns', async name => {
    for (const line of (await render(fixture(name), 'text')).split('\n'))
      expect([...line].length).toBeLessThanOrEqual(80)
  })

  it('holds one incident on one screen', async () => {
    expect((await render(fixture('killed'), 'text')).split('\n').length).toBeLessThanOrEqual(24)
  })

  it('is coloured only when asked', async () => {
    expect(await render(panic, 'text')).not.toContain('\u001b')
    const coloured = await render(panic, 'text', {...OPTIONS, colour: true})
    expect(coloured).toContain('\u001b[31m✖')
    expect(coloured.replace(/\u001b\[\d+m/g, '').replace(/ +$/gm, '')).toBe(
      (await render(panic, 'text')).replace(/ +$/gm, ''),
    )
  })
})

describe('the ticket', () => {
  it('stands alone in its first twelve lines', async () => {
    const head = (await render(panic, 'markdown')).split('\n').slice(0, 12).join('\n')
    for (const needed of [
      'not covered',
      'db7',
      '2026-11-03 04:12:09 UTC',
      'P1-DIMMC1',
      'Do now',
      'Replace',
      '95 %',
      'How sure',
      'To be surer',
    ])
      expect(head).toContain(needed)
  })

  it.each(Object.keys(FIXTURES))(
    '%s: tables are at most 100 characters wide, evidence at most 30 lines',
    async name => {
      const lines = (await render(fixture(name), 'markdown')).split('\n')
      for (const line of lines) if (line.startsWith('|')) expect([...line].length).toBeLessThanOrEqual(100)
      const fences = lines.flatMap((line, index) => (/^`{3,}/.test(line) ? [index] : []))
      expect(fences.length % 2).toBe(0)
      if (fences.length > 0) expect((fences[1] ?? 0) - (fences[0] ?? 0)).toBeLessThanOrEqual(31)
    },
  )

  it.each(Object.keys(FIXTURES))('%s: fits a comment, and tells what it left out for that', async name => {
    const ticket = await render(fixture(name), 'markdown')
    expect(ticket.length).toBeLessThanOrEqual(32_767)
    const sections = documentOf(fixture(name)).sections.filter(({id, depth}) => id !== 'summary' && depth !== 'full')
    const [left = ''] = ticket.match(/^\*Left out, as a ticket holds.*$/m) ?? []
    for (const {title} of sections)
      expect([title, ticket.includes(`## ${title}`) || left.includes(title)]).toEqual([title, true])
  })
})

describe('Markdown text', () => {
  it.each([
    ['0.013 – 16 incidents', '0.013 – 16 incidents'],
    ['1. not a list', '1\\. not a list'],
    ['2) nor this', '2\\) nor this'],
    ['- nor that', '\\- nor that'],
    ['=cmd|calc', '\\=cmd\\|calc'],
  ])('%s stays what it is', (text, written) => {
    expect(escapeMarkdown(text)).toBe(written)
  })

  it('bold text keeps its blanks outside the asterisks', () => {
    expect(markdownText([{strong: 'Better software: '}, 'none'])).toBe('**Better software:** none')
  })
})

describe('size', () => {
  it('an ordinary case stays under 400 kB, ten thousand errors under 3 MB', async () => {
    expect((await render(panic, 'html')).length).toBeLessThan(400_000)
    expect((await render(fixture('tenThousand'), 'html')).length).toBeLessThan(3_000_000)
  })
})

describe('CSV', () => {
  it('has a row for each error and as many cells in each', async () => {
    const rows = (await render(panic, 'csv')).trimEnd().split('\r\n')
    expect(rows).toHaveLength(panic.errors.length + 1)
    const columns = rows[0]?.split(',').length
    for (const row of rows) expect(row.replace(/"[^"]*"/g, '').split(',')).toHaveLength(columns ?? 0)
  })
})
