import type {Painted, Painting} from '../charts/_paint.js'
import {type Canvas, COLUMN} from './_pdf-canvas.js'
import type {Box} from './_pdf-flow.js'
import {stretchesOf} from './_pdf-fonts.js'
import {colourOf, lookOfMark} from './_pdf-look.js'

/** Points of chart text. */
const TEXT = 13

/** Slanted lines over the surface of a path. */
function drawHatch({pdf}: Canvas, d: string, {width, height}: Painting, hatch: string): void {
  const [ground, line] = [lookOfMark(`${hatch}-ground`), lookOfMark(`${hatch}-line`)]
  pdf.path(d).fill(ground.fill ?? colourOf('ground'))
  pdf.save().path(d).clip()
  for (let at = -height; at < width + height; at += 8.5) pdf.moveTo(at, 0).lineTo(at - height, height)
  pdf
    .lineWidth(3)
    .stroke(line.stroke ?? colourOf('ink'))
    .restore()
}

function drawPath(canvas: Canvas, mark: Extract<Painted, {mark: 'path'}>, painting: Painting): void {
  const {pdf} = canvas
  const {fill, stroke, width, dash, hatch} = lookOfMark(mark.look)
  pdf.save().translate(mark.x, mark.y)
  if (hatch !== undefined) drawHatch(canvas, mark.d, painting, hatch)
  else if (fill !== undefined) pdf.path(mark.d).fill(fill)
  if (stroke !== undefined) {
    pdf.lineWidth(width)
    if (dash !== undefined) pdf.dash(dash[0], {space: dash[1]})
    pdf.path(mark.d).stroke(stroke)
  }
  pdf.restore()
}

function drawText({pdf, fonts}: Canvas, {text, x, y, anchor, look}: Extract<Painted, {mark: 'text'}>): void {
  const {fill = colourOf('ink'), bold} = lookOfMark(look)
  const stretches = stretchesOf(text, fonts, {bold})
  const width = stretches.reduce((sum, stretch) => sum + stretch.width, 0) * TEXT
  let at = x - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0)
  for (const stretch of stretches) {
    pdf
      .font(stretch.font)
      .fontSize(TEXT)
      .fillColor(fill)
      .strokeColor(fill)
      .lineWidth(TEXT * 0.035)
      .text(stretch.text, at, y, {
        baseline: 'alphabetic',
        lineBreak: false,
        fill: true,
        stroke: bold && stretch.font !== 'bold',
      })
    at += stretch.width * TEXT
  }
}

/** A painted chart over the width of the column, and what it shows in words. */
export function chartBox(painting: Painting, alt: string): Box {
  const scale = COLUMN / painting.width
  return {
    height: painting.height * scale,
    tags: [{type: 'Figure', alt}],
    draw: (canvas, x, y) => {
      canvas.pdf.save().translate(x, y).scale(scale)
      for (const mark of painting.marks)
        if (mark.mark === 'path') drawPath(canvas, mark, painting)
        else drawText(canvas, mark)
      canvas.pdf.restore()
    },
  }
}
