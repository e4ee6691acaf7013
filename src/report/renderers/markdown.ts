import {cells, padCells} from '../cells.js'
import {
  type Block,
  type ComposedSection,
  defineRenderer,
  type Inline,
  type ReportDocument,
  type ReportOptions,
} from '../document.js'
import {count, group} from '../format.js'
import {frontPage} from '../front-page.js'
import {inLanguage} from '../language/in-language.js'
import type {Say} from '../language/speaker.js'
import {ticketHead} from './_markdown-front.js'
import {fitTicket, TICKET_CHARACTERS, type WrittenSection} from './_markdown-length.js'
import {
  boldWithColon,
  codeSpan,
  escapeMarkdown,
  fenced,
  markdownText,
  namedItem,
  sentencesInRow,
} from './_markdown-text.js'

/** Characters a table may be wide; wider ones are written as lists. */
const TABLE_WIDTH = 100
const TABLE_ROWS = 30
const EVIDENCE_LINES = 30

type Row = readonly string[]

function asTable(head: Row, rows: readonly Row[], numeric: readonly number[]): readonly string[] | undefined {
  const widths = head.map((name, column) => Math.max(3, cells(name), ...rows.map(row => cells(row[column] ?? ''))))
  if (widths.reduce((sum, width) => sum + width + 3, 1) > TABLE_WIDTH) return undefined
  const lay = (row: Row) => `| ${widths.map((width, column) => padCells(row[column] ?? '', width)).join(' | ')} |`
  const rule = widths.map((width, column) =>
    numeric.includes(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  )
  return [lay(head), `| ${rule.join(' | ')} |`, ...rows.map(lay)]
}

function table(head: Row, all: readonly Row[], numeric: readonly number[], say: Say): readonly string[] {
  const rows = all.slice(0, TABLE_ROWS)
  const left = all.length - rows.length
  const heads = head.map(escapeMarkdown)
  const more = left > 0 ? ['', say(`… and ${count(left, 'row')} more in the HTML and JSON forms.`)] : []
  return [...(asTable(heads, rows, numeric) ?? rows.map(row => `- ${namedItem(heads, row)}`)), ...more, '']
}

function evidence(block: Extract<Block, {block: 'evidence'}>, say: Say): readonly string[] {
  const shown = block.lines.slice(0, EVIDENCE_LINES)
  const names = new Set(shown.map(line => line.inputName))
  const where = (line: (typeof shown)[number]) =>
    (names.size > 1 ? `${line.inputName}:` : '') + String(line.position.line)
  const left = block.lines.length - shown.length + block.omitted
  const [only] = names
  return [
    ...(names.size === 1 && only !== undefined ? [say(`From ${codeSpan(only)}, with line numbers:`), ''] : []),
    ...fenced(shown.map(line => `${where(line)}: ${line.text}`)),
    '',
    ...(left > 0 ? [say(`… and ${count(left, 'line')} more in the HTML form of this report.`), ''] : []),
  ]
}

function blockLines(block: Block, say: Say): readonly string[] {
  switch (block.block) {
    case 'lead':
      return [sentencesInRow(block.sentences.map(escapeMarkdown)), '']
    case 'paragraph':
      return [markdownText(block.text), '']
    case 'list':
      return [...block.items.map(item => `- ${markdownText(item)}`), '']
    case 'facts':
      return [
        ...block.facts.map(({name, value}) => `- ${boldWithColon(escapeMarkdown(name))}${markdownText(value)}`),
        '',
      ]
    case 'table':
      return [
        `**${escapeMarkdown(block.caption)}**`,
        '',
        ...table(
          block.head,
          block.rows.map(row => row.map((cell: readonly Inline[]) => markdownText(cell))),
          block.numeric ?? [],
          say,
        ),
      ]
    case 'chart':
      return [
        `**${escapeMarkdown(block.title)}**`,
        '',
        ...table(
          block.table.head,
          block.table.rows.map(row => row.map(escapeMarkdown)),
          [],
          say,
        ),
      ]
    case 'evidence':
      return evidence(block, say)
    case 'callout':
      return [`**${block.sign} ${escapeMarkdown(block.title)}** ${markdownText(block.text)}`, '']
    case 'details':
      return [`**${escapeMarkdown(block.summary)}**`, '', ...block.blocks.flatMap(inner => blockLines(inner, say))]
    case 'heading':
      return [`### ${escapeMarkdown(block.text)}`, '']
  }
}

const squeezed = (lines: readonly string[]): string => lines.join('\n').replace(/\n{3,}/g, '\n\n')

const section = ({id, title, blocks}: ComposedSection, say: Say): WrittenSection => ({
  id,
  title,
  text: squeezed([`## ${escapeMarkdown(title)}`, '', ...blocks.flatMap(block => blockLines(block, say))]),
})

/** What had no room, with where it is. */
function missing(left: readonly WrittenSection[], say: Say): readonly string[] {
  if (left.length === 0) return []
  const names = left.map(({title}) => title).join('; ')
  return [
    '',
    `*${escapeMarkdown(say(`Left out, as a ticket holds no more than ${group(TICKET_CHARACTERS)} characters: ${names}. The HTML form of this report has them.`))}*`,
    '',
  ]
}

/** Room for the line that tells what was left out. */
const FRAME = 600

async function renderMarkdown(given: ReportDocument, options: ReportOptions): Promise<string> {
  const {document, say, remainder} = await inLanguage(given, options)
  const {analysis, sections, own} = document
  const front = sections
    .filter(({id}) => id === 'summary')
    .flatMap(({blocks}) => blocks.flatMap(block => blockLines(block, say)))
  const head =
    own === undefined
      ? ticketHead(frontPage(analysis), analysis, say)
      : [`# ${escapeMarkdown(document.title)}`, '', ...front]
  const tail = [
    '',
    `*${escapeMarkdown(document.subtitle)}*`,
    ...[remainder()].filter(text => text !== '').map(text => `\n${text}`),
  ]
  const written = sections.filter(({id, depth}) => id !== 'summary' && depth !== 'full').map(part => section(part, say))
  const frame = squeezed([...head, ...tail]).length + FRAME
  const {kept, left} = fitTicket(written, frame)
  return `${squeezed([...head, '', ...kept.map(({text}) => text), ...missing(left, say), ...tail]).trimEnd()}\n`
}

/** Markdown for a ticket: the first twelve lines stand alone, tables stay narrow, log text stays text. */
export default defineRenderer({
  id: 'markdown',
  title: 'Markdown for a ticket',
  endings: ['.md', '.markdown'],
  render: renderMarkdown,
})
