import type {Painting} from '../charts/_paint.js'
import {type Block, type ComposedSection, defineRenderer, type ReportDocument, type ReportOptions} from '../document.js'
import {positionKey} from '../evidence-lines.js'
import {printable, shorten} from '../format.js'
import {inLanguage, type Spoken} from '../language/in-language.js'
import {chartsOf} from './_html-pictures.js'
import {boxesOf, type PdfContext} from './_pdf-blocks.js'
import {type Canvas, COLUMN, drawLine, PAPER} from './_pdf-canvas.js'
import {type Box, flow, space} from './_pdf-flow.js'
import {openFonts, type PageFonts} from './_pdf-fonts.js'
import {linesOf, sectionPlace} from './_pdf-lines.js'
import {colourOf} from './_pdf-look.js'
import {openTagging, type Tag} from './_pdf-tags.js'

/** Pixels a chart is drawn for; paper is a little narrower than a page. */
const CHART_WIDTH = 760

async function paint({document, say}: Spoken): Promise<ReadonlyMap<Block, Painting>> {
  const charts = chartsOf(document)
  const paintings = new Map<Block, Painting>()
  if (charts.length === 0 || document.charts.length === 0) return paintings
  const {openChartHost} = await import('../charts/_svg-host.js')
  const host = await openChartHost(say)
  try {
    for (const {block, key} of charts) {
      const chart = await document.charts.find(candidate => candidate.id === block.chart)?.load()
      if (chart !== undefined) paintings.set(block, host.paint(chart, block.data, key, CHART_WIDTH))
    }
  } finally {
    host.close()
  }
  return paintings
}

const linesIn = (blocks: readonly Block[]): string[] =>
  blocks.flatMap(block => {
    if (block.block === 'evidence') return block.lines.map(line => `line-${positionKey(line.position)}`)
    return block.block === 'details' ? linesIn(block.blocks) : []
  })

const placesOf = ({sections}: ReportDocument): ReadonlySet<string> =>
  new Set(sections.flatMap(({id, blocks}) => [sectionPlace(id), ...linesIn(blocks)]))

const TITLE = {size: 15, leading: 20}

/** A section with its title, which is also a bookmark; the front page needs none. */
function sectionBoxes({id, title, blocks}: ComposedSection, context: PdfContext): readonly Box[] {
  const [line] = linesOf([{text: title, bold: true}], context.fonts, TITLE.size, COLUMN)
  const isFront = id === 'summary'
  const head: Box = {
    height: isFront ? 0 : TITLE.leading + 8,
    keep: true,
    ...(isFront ? {} : {tags: [{type: 'H2' as const}]}),
    draw: (canvas, x, y) => {
      canvas.pdf.addNamedDestination(sectionPlace(id), 'XYZ', x, y - 6, null)
      canvas.pdf.outline.addItem(printable(title))
      if (line !== undefined && !isFront) drawLine(canvas, line, x, y, TITLE)
    },
  }
  return [...(isFront ? [] : [space(14)]), head, ...blocks.flatMap(block => boxesOf(block, context))]
}

/** Host and incident at the head of every page but the first, version and page number at the foot. */
function running(canvas: Canvas, title: string, {document, say}: Spoken): void {
  const {pdf, fonts} = canvas
  const setting = {size: 8.5, leading: 12, colour: colourOf('muted')}
  const {start, count} = pdf.bufferedPageRange()
  const set = (text: string, y: number, right: boolean): void => {
    const [line] = linesOf([{text}], fonts, setting.size, COLUMN)
    if (line !== undefined)
      canvas.tagging.aside(() =>
        drawLine(canvas, line, right ? PAPER.width - PAPER.right - line.width : PAPER.left, y, setting),
      )
  }
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(start + page)
    set(page === 0 ? '' : shorten(title, 90), 32, false)
    set(document.subtitle, PAPER.height - 38, false)
    set(say(`page ${page + 1} of ${count}`), PAPER.height - 38, true)
  }
}

/** The file's bytes: the same for the same document, for neither clock nor chance goes into it. */
async function bytesOf(pdf: PDFKit.PDFDocument): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  const ended = new Promise<Uint8Array>((resolve, reject) => {
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
  pdf.end()
  return ended
}

async function openCanvas(fonts: PageFonts, title: string, lang: string): Promise<Canvas> {
  const {default: PdfDocument} = await import('pdfkit')
  const pdf = new PdfDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    font: '',
    lang,
    tagged: true,
    pdfVersion: '1.7',
    displayTitle: true,
    info: {Title: title, Creator: 'mirrorcheck', Producer: 'mirrorcheck', CreationDate: new Date(0)},
  })
  for (const {name, bytes} of Object.values(fonts)) pdf.registerFont(name, Buffer.from(bytes))
  return {pdf, fonts, tagging: openTagging(pdf)}
}

async function renderPdf(written: ReportDocument, options: ReportOptions): Promise<Uint8Array> {
  const spoken = await inLanguage(written, options)
  const {document, say, remainder} = spoken
  const title = printable(shorten(document.title, 160))
  const fonts = await openFonts(options)
  const canvas = await openCanvas(fonts, title, options.lang)
  const context: PdfContext = {fonts, places: placesOf(document), say, paintings: await paint(spoken)}
  const asTitle: readonly Tag[] = [{type: 'H1'}]
  const heading = boxesOf({block: 'heading', text: title}, context)
  const titleBoxes = heading.map(box => (box.tags === undefined ? box : {...box, tags: asTitle}))
  const boxes = document.sections.flatMap(section => sectionBoxes(section, context))
  const left = remainder()
  const last = left === '' ? [] : boxesOf({block: 'paragraph', text: [left]}, context)
  flow(canvas, [...titleBoxes, ...boxes, ...last])
  canvas.tagging.end()
  running(canvas, title, spoken)
  return bytesOf(canvas.pdf)
}

/** PDF: what the page on screen says, as text that can be selected, with bookmarks and its own letters, Chinese ones too. */
export default defineRenderer({id: 'pdf', title: 'PDF, to print and to file', endings: ['.pdf'], render: renderPdf})
