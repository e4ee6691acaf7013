import type {ReportOptions} from '../document.js'
import {printable} from '../format.js'

/** The fonts of the page, by file: Latin letters and their bold, Chinese, signs, and one for log text. */
const FILES = {
  latin: 'latin.ttf',
  bold: 'bold.ttf',
  chinese: 'chinese.otf',
  signs: 'signs.ttf',
  mono: 'mono.ttf',
} as const

/** Name of a font of the page. */
export type FontName = keyof typeof FILES

/** What the PDF engine knows of a font. */
interface Glyphs {
  readonly hasGlyphForCodePoint: (code: number) => boolean
  readonly glyphForCodePoint: (code: number) => {readonly advanceWidth: number}
  readonly unitsPerEm: number
}

/** A font: its bytes for the engine, its measures for the lines. */
export interface PageFont {
  readonly name: FontName
  readonly bytes: Uint8Array
  /** Width of a character, of a letter one unit high; undefined when the font lacks it. */
  readonly widthOf: (character: string) => number | undefined
}

/** Fonts in the order in which they are asked for a character. */
export type PageFonts = Readonly<Record<FontName, PageFont>>

/** How a text wants to look. */
export interface Wish {
  readonly mono?: boolean
  readonly bold?: boolean
}

/** Fonts in the order in which a character is looked for. */
function orderOf({latin, bold, chinese, signs, mono}: PageFonts, wish: Wish): readonly PageFont[] {
  const letters = [latin, chinese, signs]
  if (wish.mono === true) return [mono, ...letters]
  return wish.bold === true ? [bold, ...letters] : letters
}

function measured(name: FontName, bytes: Uint8Array, glyphs: Glyphs): PageFont {
  const widths = new Map<string, number | undefined>()
  return {
    name,
    bytes,
    widthOf: character => {
      if (!widths.has(character)) {
        const code = character.codePointAt(0) ?? 0
        const has = glyphs.hasGlyphForCodePoint(code)
        widths.set(character, has ? glyphs.glyphForCodePoint(code).advanceWidth / glyphs.unitsPerEm : undefined)
      }
      return widths.get(character)
    },
  }
}

/** Loads the fonts of the page; rejects when the options bring none. */
export async function openFonts({fonts}: ReportOptions): Promise<PageFonts> {
  if (fonts === undefined) throw new Error('a PDF carries its own letters: give the options `fonts`')
  const {create} = await import('fontkit')
  const open = async (name: FontName): Promise<PageFont> => {
    const bytes = await fonts(FILES[name])
    const font = create(Buffer.from(bytes))
    if (!('hasGlyphForCodePoint' in font)) throw new Error(`${FILES[name]} is a collection, not a font`)
    return measured(name, bytes, font)
  }
  const [latin, bold, chinese, signs, mono] = await Promise.all([
    open('latin'),
    open('bold'),
    open('chinese'),
    open('signs'),
    open('mono'),
  ])
  return {latin, bold, chinese, signs, mono}
}

/** A stretch of text in one font. */
export interface Stretch {
  readonly text: string
  readonly font: FontName
  /** Of a letter one unit high. */
  readonly width: number
}

/** The text in the fonts that hold its characters; what none of them holds becomes its number. */
export function stretchesOf(text: string, fonts: PageFonts, wish: Wish): readonly Stretch[] {
  const order = orderOf(fonts, wish)
  const stretches: Stretch[] = []
  const add = (character: string, font: FontName, width: number): void => {
    const last = stretches.at(-1)
    if (last?.font === font)
      stretches[stretches.length - 1] = {text: last.text + character, font, width: last.width + width}
    else stretches.push({text: character, font, width})
  }
  for (const character of printable(text)) {
    const font = order.find(candidate => candidate.widthOf(character) !== undefined)
    if (font !== undefined) add(character, font.name, font.widthOf(character) ?? 0)
    else
      for (const digit of `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}⟩`) {
        const own = order.find(candidate => candidate.widthOf(digit) !== undefined) ?? fonts.signs
        add(digit, own.name, own.widthOf(digit) ?? 0)
      }
  }
  return stretches
}
