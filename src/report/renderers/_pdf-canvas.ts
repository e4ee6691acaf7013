import type {PageFonts} from './_pdf-fonts.js'
import type {TextLine} from './_pdf-lines.js'
import {colourOf} from './_pdf-look.js'
import type {Tagging} from './_pdf-tags.js'

/** What is drawn with: the page of the PDF engine, and the measures of the paper in points. */
export interface Canvas {
  readonly pdf: PDFKit.PDFDocument
  readonly fonts: PageFonts
  readonly tagging: Tagging
}

/** A4, with room for the running head and the page number. */
export const PAPER = {width: 595.28, height: 841.89, left: 51, right: 51, top: 62, bottom: 56} as const

/** Points between the margins. */
export const COLUMN = PAPER.width - PAPER.left - PAPER.right

/** How one line is set. */
export interface LineSetting {
  readonly size: number
  readonly colour?: string
  /** Points from one line to the next. */
  readonly leading: number
}

/** Sets a line with its top left at the point. */
export function drawLine(
  {pdf}: Canvas,
  line: TextLine,
  x: number,
  y: number,
  {size, colour, leading}: LineSetting,
): void {
  const baseline = y + leading * 0.5 + size * 0.36
  for (const piece of line.pieces) {
    const ink = piece.colour ?? colour ?? colourOf('ink')
    const drawn = piece.bold === true && piece.font !== 'bold'
    pdf
      .font(piece.font)
      .fontSize(size)
      .fillColor(ink)
      .strokeColor(ink)
      .lineWidth(size * 0.035)
      .text(piece.text, x + piece.x, baseline, {baseline: 'alphabetic', lineBreak: false, fill: true, stroke: drawn})
    if (piece.link !== undefined) pdf.goTo(x + piece.x, y, piece.width, leading, piece.link)
  }
}

/** A hairline. */
export function drawRule({pdf}: Canvas, x: number, y: number, width: number, colour = colourOf('rule')): void {
  pdf
    .lineWidth(0.6)
    .strokeColor(colour)
    .moveTo(x, y)
    .lineTo(x + width, y)
    .stroke()
}
