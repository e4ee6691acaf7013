import {spawnSync} from 'node:child_process'
import {mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {inflateSync} from 'node:zlib'
import {describe, expect, it} from 'vitest'
import {PHRASES} from '../../src/report/language/zh-cn/index.js'
import {openFonts, stretchesOf} from '../../src/report/renderers/_pdf-fonts.js'
import {linesOf} from '../../src/report/renderers/_pdf-lines.js'
import {hasTool} from '../sources/archives.js'
import {FIXTURES} from './fixtures/index.js'
import {panic} from './fixtures/panic.js'
import {OPTIONS, render} from './render.js'

const opened = await openFonts(OPTIONS)

/** Streams of a PDF, unpacked, one character a byte. */
function streamsOf(pdf: string): readonly string[] {
  return [...pdf.matchAll(/stream\n([\s\S]*?)\nendstream/g)].flatMap(([, body = '']) => {
    try {
      return [inflateSync(Buffer.from(body, 'latin1')).toString('latin1')]
    } catch {
      return []
    }
  })
}

/** What a reader can select: characters that the fonts' own tables lead back to. */
function selectable(pdf: string): ReadonlySet<string> {
  const tables = streamsOf(pdf).filter(stream => stream.includes('begincmap'))
  const codes = tables.flatMap(table =>
    [...table.matchAll(/<([0-9a-f]{4}(?:[0-9a-f]{4})?)>(?=[ \]])/g)].map(([, code = '']) => code),
  )
  return new Set(codes.map(code => String.fromCodePoint(Number.parseInt(code, 16))))
}

describe('PDF', () => {
  it.each(['en', 'zh-CN'] as const)('in %s: the same bytes twice, no clock in them', async lang => {
    const once = await render(panic, 'pdf', {...OPTIONS, lang})
    expect(once.startsWith('%PDF-1.')).toBe(true)
    expect(once.trimEnd().endsWith('%%EOF')).toBe(true)
    expect(once === (await render(panic, 'pdf', {...OPTIONS, lang}))).toBe(true)
    expect([...once.matchAll(/\(D:(\d{14})Z\)/g)].map(([, stamp]) => stamp)).toEqual(['19700101000000'])
    expect(once.length).toBeLessThan(400_000)
  })

  it('has a bookmark for every section, and pages', async () => {
    const pdf = await render(panic, 'pdf')
    expect(pdf).toMatch(/\/Type \/Outlines|\/Outlines \d+ 0 R/)
    expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(3)
    const utf16 = [...'Timeline'].map(letter => `\0${letter}`).join('')
    expect(pdf.includes('(Timeline)') || pdf.includes(utf16)).toBe(true)
  })

  it('its text can be selected, Chinese too', async () => {
    const letters = selectable(await render(panic, 'pdf', {...OPTIONS, lang: 'zh-CN'}))
    for (const letter of '内存镜像可纠正错误P1-DIMMC1✖') expect(letters).toContain(letter)
  })

  it.each(Object.keys(FIXTURES))('%s is written', async name => {
    const analysis = FIXTURES[name]
    if (analysis === undefined) throw new Error(name)
    const pdf = await render(analysis, 'pdf')
    expect(pdf.startsWith('%PDF-')).toBe(true)
    expect(pdf).not.toMatch(/\/(?:JavaScript|JS|Launch|URI|OpenAction|AA|EmbeddedFile)\b/)
  })

  it('has a letter for every character of the phrases', () => {
    const all = new Set(PHRASES.flatMap(({english, other}) => [...english, ...other]))
    const lost = [...all].filter(letter => Object.values(opened).every(font => font.widthOf(letter) === undefined))
    expect(lost).toEqual([])
  })

  it('writes what no font holds as its number', () => {
    const said = stretchesOf('㐀 and 内', opened, {})
    expect(said.map(({text}) => text).join('')).toBe('⟨U+3400⟩ and 内')
  })

  it('breaks lines at blanks and beside wide characters, never wider than asked', () => {
    const texts = ['a word and another word, '.repeat(9), '内存镜像，可纠正错误。'.repeat(9), 'x'.repeat(300)]
    for (const text of texts) {
      const lines = linesOf([{text}], opened, 10, 120)
      expect(lines.length).toBeGreaterThan(3)
      for (const {pieces, width} of lines) {
        expect(width).toBeLessThanOrEqual(121)
        expect(pieces[0]?.text).not.toMatch(/^[，。 ]/)
      }
      expect(
        lines
          .flatMap(({pieces}) => pieces.map(piece => piece.text))
          .join('')
          .replace(/ /g, ''),
      ).toBe(text.replace(/ /g, ''))
    }
  })
})

/** Runs a tool over a PDF; its output. */
function toolOn(pdf: string, command: string, ...args: readonly string[]): {status: number | null; out: string} {
  const file = join(mkdtempSync(join(tmpdir(), 'mirrorcheck-pdf-')), 'report.pdf')
  writeFileSync(file, pdf, 'latin1')
  const {status, stdout, stderr} = spawnSync(
    command,
    args.map(arg => (arg === 'FILE' ? file : arg)),
    {encoding: 'utf8'},
  )
  return {status, out: stdout + stderr}
}

describe('the structure of a PDF', () => {
  it('tells what is a heading, a table, a picture and its words, in the order of reading', async () => {
    const pdf = await render(panic, 'pdf')
    expect(pdf).toMatch(/\/MarkInfo \d+ 0 R|\/Marked true/)
    expect(pdf).toContain('/Lang (en)')
    for (const type of ['Document', 'H1', 'H2', 'H3', 'P', 'L', 'LI', 'Table', 'TR', 'TH', 'TD', 'Figure', 'Code'])
      expect(pdf, type).toMatch(new RegExp(`/S /${type}\\b`))
    const figures = pdf.match(/\/S \/Figure\b/g)?.length ?? 0
    expect(pdf.match(/\/Alt \(/g)?.length).toBe(figures)
    expect(figures).toBeGreaterThan(2)
  })

  it('ends every part that it begins, on the same page', async () => {
    const pages = streamsOf(await render(panic, 'pdf')).filter(stream => /\bBDC\b/.test(stream))
    expect(pages.length).toBeGreaterThan(3)
    for (const page of pages) {
      const marks = page.match(/\b(?:BDC|BMC|EMC)\b/g) ?? []
      let depth = 0
      const depths = marks.map(mark => {
        depth += mark === 'EMC' ? -1 : 1
        return depth
      })
      expect(depths.at(-1)).toBe(0)
      expect(depths.every(depth => depth === 0 || depth === 1)).toBe(true)
    }
  })
})

describe.skipIf(!hasTool('qpdf'))('qpdf (Debian package qpdf)', () => {
  it.each(Object.keys(FIXTURES))('finds nothing wrong with %s', async name => {
    const analysis = FIXTURES[name]
    if (analysis === undefined) throw new Error(name)
    const {status, out} = toolOn(await render(analysis, 'pdf', {...OPTIONS, lang: 'zh-CN'}), 'qpdf', '--check', 'FILE')
    expect({status, out: out.split('\n').filter(line => /warning|error:/i.test(line))}).toEqual({status: 0, out: []})
  })
})

describe.skipIf(!hasTool('pdftotext'))('poppler (Debian package poppler-utils)', () => {
  it('reads the text in its order, and all fonts are embedded in part', async () => {
    const pdf = await render(panic, 'pdf', {...OPTIONS, lang: 'zh-CN'})
    const {out: text} = toolOn(pdf, 'pdftotext', 'FILE', '-')
    const places = ['发生了什么', '损失了什么', '现在该做什么'].map(words => text.indexOf(words))
    expect(places.every((place, at) => place > (places[at - 1] ?? 0))).toBe(true)
    const {out: fonts} = toolOn(pdf, 'pdffonts', 'FILE')
    const rows = fonts.trim().split('\n').slice(2)
    expect(rows.length).toBeGreaterThan(2)
    for (const row of rows) expect(row).toMatch(/^[A-Z]{6}\+.* yes yes yes /)
    const {out: facts} = toolOn(pdf, 'pdfinfo', 'FILE')
    expect(facts).toMatch(/Tagged: +yes/)
  })
})
