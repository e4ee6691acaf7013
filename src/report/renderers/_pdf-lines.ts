import type {Inline} from '../document.js'
import {positionKey} from '../evidence-lines.js'
import {breakable} from '../wrap.js'
import {type FontName, type PageFonts, stretchesOf} from './_pdf-fonts.js'
import {colourOf, toneColour} from './_pdf-look.js'

/** A run of text with its looks, before it is broken into lines. */
export interface Run {
  readonly text: string
  readonly bold?: boolean
  readonly mono?: boolean
  readonly colour?: string
  /** Name of a place in this document. */
  readonly link?: string
}

/** A piece of a line, set at `x` points from its start. */
export interface Piece extends Run {
  readonly font: FontName
  readonly x: number
  readonly width: number
}

/** One line of text. */
export interface TextLine {
  readonly pieces: readonly Piece[]
  readonly width: number
}

/** Places of the document that links may lead to. */
export type Places = ReadonlySet<string>

/** Name of the place of a section. */
export const sectionPlace = (id: string): string => `section-${id}`

function runOf(inline: Inline, places: Places, bold: boolean): Run[] {
  if (typeof inline === 'string') return [{text: inline, bold}]
  if ('code' in inline) return [{text: inline.code, mono: true, bold}]
  if ('strong' in inline) return [{text: inline.strong, bold: true}]
  if ('badge' in inline)
    return [{text: `${inline.sign}\u00a0${inline.badge}`, bold: true, colour: toneColour(inline.tone)}]
  const place = 'section' in inline ? sectionPlace(inline.section) : `line-${positionKey(inline.line)}`
  return [
    places.has(place) ? {text: inline.label, bold, link: place, colour: colourOf('link')} : {text: inline.label, bold},
  ]
}

/** Inlines as runs; links lead only to places of this document. */
export const runsOf = (text: readonly Inline[], places: Places, bold = false): readonly Run[] =>
  text.flatMap(inline => runOf(inline, places, bold))

/** Width of bold text is that of the same text with its strokes drawn: a little more. */
const STROKE = 0.03

/** Breaks runs into lines of at most `width` points at `size` points a letter. */
export function linesOf(runs: readonly Run[], fonts: PageFonts, size: number, width: number): readonly TextLine[] {
  const lines: TextLine[] = []
  let pieces: Piece[] = []
  let x = 0
  const end = (): void => {
    lines.push({pieces, width: x})
    pieces = []
    x = 0
  }
  for (const run of runs)
    for (const unit of breakable(run.text.replace(/(\d) %/g, '$1\u00a0%'))) {
      const text = x === 0 ? unit.replace(/^ +/, '') : unit
      if (text === '') continue
      const stretches = stretchesOf(text, fonts, run)
      const total = stretches.reduce((sum, stretch) => sum + stretch.width, 0) * size
      const trailing = /\s$/.test(text) ? 0.25 * size : 0
      if (x > 0 && x + total - trailing > width) end()
      for (const {text: part, font, width: wide} of x === 0 && /^ /.test(text)
        ? stretchesOf(text.trimStart(), fonts, run)
        : stretches) {
        for (const slice of sliced(part, font, fonts, size, width)) {
          const own = slice === part ? wide * size : widthIn(slice, font, fonts) * size
          if (x > 0 && x + own - trailing > width) end()
          pieces.push({...run, text: slice, font, x, width: own + (run.bold === true ? STROKE * size : 0)})
          x += own
        }
      }
    }
  if (pieces.length > 0 || lines.length === 0) end()
  return lines
}

const widthIn = (text: string, font: FontName, fonts: PageFonts): number =>
  [...text].reduce((sum, character) => sum + (fonts[font].widthOf(character) ?? 0), 0)

/** A word that is wider than a line, in parts that fit. */
function sliced(text: string, font: FontName, fonts: PageFonts, size: number, width: number): readonly string[] {
  if (widthIn(text, font, fonts) * size <= width) return [text]
  const slices: string[] = []
  let slice = ''
  for (const character of text) {
    if (slice !== '' && widthIn(slice + character, font, fonts) * size > width) {
      slices.push(slice)
      slice = ''
    }
    slice += character
  }
  return [...slices, slice]
}
