import {inflateSync} from 'node:zlib'
import {describe, expect, it} from 'vitest'
import {PHRASES} from '../../src/report/language/zh-cn/index.js'
import {openFonts, stretchesOf} from '../../src/report/renderers/_pdf-fonts.js'
import {linesOf} from '../../src/report/renderers/_pdf-lines.js'
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
