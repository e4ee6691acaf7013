import {cells, padCells} from '../cells.js'
import {
  type Block,
  type ComposedSection,
  defineRenderer,
  type Inline,
  type ReportDocument,
  type ReportOptions,
} from '../document.js'
import {count} from '../format.js'
import {inLanguage, type Spoken} from '../language/in-language.js'
import type {Say} from '../language/speaker.js'
import {wrap} from '../wrap.js'
import {plainText} from './_plain-inline.js'
import {type Paint, paintWith} from './_terminal-paint.js'
import {textTable} from './_text-table.js'

const INDENT = '  '
const LABEL = 16
/** Rows a table may have before the rest is counted: the screen has to hold it. */
const ROWS = 15

const indented = (text: string, width: number): string[] => wrap(text, width - INDENT.length).map(line => INDENT + line)

function factLines(facts: readonly {name: string; value: readonly Inline[]}[], width: number, paint: Paint): string[] {
  return facts.flatMap(({name, value}) => {
    const labels = wrap(name.toUpperCase(), LABEL)
    const texts = wrap(plainText(value), width - INDENT.length - LABEL - 2)
    const rows = Math.max(labels.length, texts.length)
    return Array.from({length: rows}, (_, row) => {
      const label = paint.muted(padCells(labels[row] ?? '', LABEL))
      return `${INDENT}${label}  ${paint.signs(texts[row] ?? '')}`.trimEnd()
    })
  })
}

function blockLines(block: Block, width: number, paint: Paint, say: Say): string[] {
  switch (block.block) {
    case 'lead':
      return [
        ...block.sentences.flatMap((sentence, index) =>
          indented(sentence, width).map(line => (index === 0 ? paint.strong(line) : line)),
        ),
        '',
      ]
    case 'facts':
      return [...factLines(block.facts, width, paint), '']
    case 'paragraph':
      return [...indented(plainText(block.text), width), '']
    case 'list':
      return [...block.items.flatMap(item => indented(`· ${plainText(item)}`, width)), '']
    case 'heading':
      return [INDENT + paint.strong(block.text)]
    case 'callout':
      return [
        ...indented(`${block.sign} ${block.title}`, width).map(paint.signs),
        ...indented(plainText(block.text), width),
        '',
      ]
    case 'table': {
      const rows = block.rows.slice(0, ROWS).map(row => row.map(plainText))
      const left = block.rows.length - ROWS
      const more = left > 0 ? [INDENT + say(`and ${count(left, 'row')} more: write a report with -o report.html`)] : []
      const table = textTable(block.head, rows, width - INDENT.length, block.numeric ?? [])
      return [INDENT + paint.muted(block.caption), ...table.map(line => INDENT + paint.signs(line)), ...more, '']
    }
    default:
      return []
  }
}

/** The table of incidents adds nothing to a front page about the only one. */
const isShown = (section: ComposedSection, document: ReportDocument): boolean =>
  section.depth === 'front' && (section.id !== 'incidents' || document.analysis.incidents.length > 1)

function heading({title, subtitle}: ReportDocument, width: number, paint: Paint): string[] {
  const room = width - cells(subtitle) - 2
  const lines = wrap(title, room)
  return lines.map((line, index) =>
    index === 0 ? `${paint.strong(padCells(line, room))}  ${paint.muted(subtitle)}` : paint.strong(line),
  )
}

function closing({document, say, remainder}: Spoken, width: number, paint: Paint): string[] {
  const {analysis, own} = document
  if (own !== undefined) return indented(own.closing, width).map(paint.muted)
  const {notices, errors} = analysis
  const odd = notices.length === 0 ? '' : `${count(notices.length, 'notice')} about the input. `
  const evidence = errors.length === 0 ? 'What was looked at' : 'Evidence, reasons and charts'
  const words = say(`${odd}${evidence}: -o report.html, or -o report.md for a ticket.`)
  return indented(`${words} ${remainder()}`.trimEnd(), width).map(paint.muted)
}

/** The first screen for a terminal: the verdict, the five answers, then the incidents when there are several. */
async function renderText(written: ReportDocument, options: ReportOptions): Promise<string> {
  const spoken = await inLanguage(written, options)
  const {document, say} = spoken
  const width = Math.max(40, options.columns)
  const paint = paintWith(options.colour)
  const sections = document.sections.filter(section => isShown(section, document))
  const body = sections.flatMap(section => section.blocks.flatMap(block => blockLines(block, width, paint, say)))
  return `${[...heading(document, width, paint), '', ...body, ...closing(spoken, width, paint)].join('\n')}\n`
}

/** Plain text for a terminal: 80 columns, colour only where it was asked for, no control character from a log. */
export default defineRenderer({id: 'text', title: 'Text for a terminal', endings: ['.txt'], render: renderText})
