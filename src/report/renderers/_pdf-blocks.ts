import type {Painting} from '../charts/_paint.js'
import type {Block, Fact, Inline} from '../document.js'
import {positionKey} from '../evidence-lines.js'
import {count, group} from '../format.js'
import type {Say} from '../language/speaker.js'
import {type Canvas, COLUMN, drawLine, drawRule, type LineSetting} from './_pdf-canvas.js'
import {chartBox} from './_pdf-chart.js'
import {type Box, space} from './_pdf-flow.js'
import type {PageFonts} from './_pdf-fonts.js'
import {linesOf, type Places, type Run, runsOf} from './_pdf-lines.js'
import {colourOf, toneColour} from './_pdf-look.js'
import {tableBoxes} from './_pdf-table.js'
import type {Tag} from './_pdf-tags.js'

/** What turning blocks into boxes needs. */
export interface PdfContext {
  readonly fonts: PageFonts
  readonly places: Places
  readonly say: Say
  readonly paintings: ReadonlyMap<Block, Painting>
}

const BODY: LineSetting = {size: 10, leading: 14.5}
const SMALL: LineSetting = {size: 9, leading: 13}
const LOG: LineSetting = {size: 7.5, leading: 10.5}
const FIRST: LineSetting = {size: 19, leading: 24}
const SECOND: LineSetting = {size: 13.5, leading: 18.5}
const H3: LineSetting = {size: 11.5, leading: 16}
const LABEL = 118

/** How a paragraph is set. */
interface ParagraphSetting {
  readonly setting?: LineSetting
  readonly indent?: number
  /** Stands before its first line. */
  readonly mark?: string
  readonly tags?: readonly Tag[]
}

/** A paragraph, a box a line; its first two and last two lines stay together. */
function paragraph(
  runs: readonly Run[],
  {fonts}: PdfContext,
  {setting = BODY, indent = 0, mark = '', tags = [{type: 'P'}]}: ParagraphSetting = {},
): readonly Box[] {
  const lines = linesOf(runs, fonts, setting.size, COLUMN - indent)
  const marks = mark === '' ? [] : linesOf([{text: mark}], fonts, setting.size, COLUMN)
  return lines.map((line, index) => ({
    height: setting.leading,
    tags,
    keep: lines.length > 1 && (index === 0 || index === lines.length - 2),
    draw: (canvas: Canvas, x: number, y: number) => {
      if (index === 0 && marks[0] !== undefined) drawLine(canvas, marks[0], x + indent - 10, y, setting)
      drawLine(canvas, line, x + indent, y, setting)
    },
  }))
}

/** Name and value side by side; `ruled` for the answers of the front page. */
function factBox({name, value}: Fact, ruled: boolean, {fonts, places}: PdfContext): Box {
  const names = linesOf([{text: name, bold: ruled}], fonts, SMALL.size, LABEL - 10)
  const lines = linesOf(runsOf(value, places), fonts, BODY.size, COLUMN - LABEL)
  const pad = ruled ? 6 : 1
  const height = Math.max(names.length * SMALL.leading, lines.length * BODY.leading) + 2 * pad
  return {
    height,
    tags: [{type: 'P'}],
    draw: (canvas, x, y) => {
      if (ruled) drawRule(canvas, x, y, COLUMN)
      for (const [index, line] of names.entries())
        drawLine(canvas, line, x, y + pad + 0.75 + index * SMALL.leading, {...SMALL, colour: colourOf('muted')})
      for (const [index, line] of lines.entries())
        drawLine(canvas, line, x + LABEL, y + pad + index * BODY.leading, BODY)
    },
  }
}

function calloutBoxes(block: Extract<Block, {block: 'callout'}>, context: PdfContext): readonly Box[] {
  const colour = toneColour(block.tone)
  const title: Run[] = [{text: `${block.sign}\u00a0${block.title}`, bold: true, colour}]
  const barred = (box: Box): Box => ({
    ...box,
    draw: (canvas, x, y) => {
      canvas.pdf.rect(x, y, 3, box.height).fill(colour)
      box.draw(canvas, x, y)
    },
  })
  const titles = paragraph(title, context, {setting: {size: 11, leading: 16}, indent: 12}).map(box => ({
    ...box,
    keep: true,
  }))
  return [...titles, ...paragraph(runsOf(block.text, context.places), context, {indent: 12})]
    .map(barred)
    .concat(space(8))
}

function evidenceBoxes({lines, omitted}: Extract<Block, {block: 'evidence'}>, context: PdfContext): readonly Box[] {
  const {fonts, say} = context
  const indent = 34
  const boxes = lines.flatMap((line, at): Box[] => {
    const broken = linesOf([{text: line.text, mono: true}], fonts, LOG.size, COLUMN - indent)
    const number = linesOf([{text: group(line.position.line)}], fonts, LOG.size, indent)
    const height = broken.length * LOG.leading
    const draw = (canvas: Canvas, x: number, y: number): void => {
      canvas.pdf.addNamedDestination(`line-${positionKey(line.position)}`, 'XYZ', x, y, null)
      const [own] = number
      if (own !== undefined) drawLine(canvas, own, x + indent - 8 - own.width, y, {...LOG, colour: colourOf('muted')})
      for (const [index, text] of broken.entries()) drawLine(canvas, text, x + indent, y + index * LOG.leading, LOG)
    }
    const isFirst = lines[at - 1]?.inputName !== line.inputName
    const name = paragraph([{text: line.inputName, bold: true}], context, {setting: SMALL}).map(box => ({
      ...box,
      keep: true,
    }))
    const own: Box = {height, draw, tags: [{type: 'Code'}]}
    return isFirst ? [space(at === 0 ? 0 : 6), ...name, own] : [own]
  })
  const more = `${count(omitted, 'line')} more are counted, not shown; the saved JSON carries up to 2,000.`
  return [...boxes, ...(omitted > 0 ? paragraph([{text: say(more)}], context, {setting: SMALL}) : []), space(8)]
}

const bold = (text: string, context: PdfContext, setting: LineSetting, type: Tag['type'] = 'P'): readonly Box[] =>
  paragraph([{text, bold: true}], context, {setting, tags: [{type}]}).map(box => ({...box, keep: true}))

const asCells = (rows: readonly (readonly string[])[]): readonly (readonly (readonly Inline[])[])[] =>
  rows.map(row => row.map(cell => [cell]))

function listBoxes(items: readonly (readonly Inline[])[], context: PdfContext): readonly Box[] {
  const list: Tag = {type: 'L'}
  return [
    ...items.flatMap(item => {
      const tags: readonly Tag[] = [list, {type: 'LI'}, {type: 'LBody'}]
      return [...paragraph(runsOf(item, context.places), context, {indent: 12, mark: '•', tags}), space(3)]
    }),
    space(4),
  ]
}

/** A block as boxes, from top to bottom. */
export function boxesOf(block: Block, context: PdfContext): readonly Box[] {
  const {places, fonts} = context
  switch (block.block) {
    case 'lead':
      return block.sentences.flatMap((sentence, index) => [
        ...paragraph([{text: sentence, bold: index === 0}], context, {setting: [FIRST, SECOND][index] ?? BODY}),
        space(index === block.sentences.length - 1 ? 12 : 4),
      ])
    case 'paragraph':
      return [...paragraph(runsOf(block.text, places), context), space(7)]
    case 'list':
      return listBoxes(block.items, context)
    case 'facts':
      return [
        ...block.facts.map((fact, at) => ({...factBox(fact, block.prominent === true, context), keep: at < 2})),
        space(8),
      ]
    case 'table':
      return [
        ...bold(block.caption, context, SMALL),
        ...tableBoxes({...block, numeric: block.numeric ?? []}, fonts, places),
        space(12),
      ]
    case 'chart': {
      const painting = context.paintings.get(block)
      const picture =
        painting === undefined
          ? tableBoxes({head: block.table.head, rows: asCells(block.table.rows), numeric: []}, fonts, places)
          : [chartBox(painting, block.description)]
      return [...bold(block.title, context, H3, 'H3'), {...space(4), keep: true}, ...picture, space(14)]
    }
    case 'evidence':
      return evidenceBoxes(block, context)
    case 'callout':
      return calloutBoxes(block, context)
    case 'details':
      return [
        ...bold(block.summary, context, SMALL),
        space(3),
        ...block.blocks.flatMap(inner => boxesOf(inner, context)),
        space(4),
      ]
    case 'heading':
      return [space(6), ...bold(block.text, context, H3, 'H3'), {...space(3), keep: true}]
  }
}
