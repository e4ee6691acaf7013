import type {Block, Fact, Inline} from '../document.js'
import {positionKey} from '../evidence-lines.js'
import {count, group} from '../format.js'
import type {Say} from '../language/speaker.js'
import {escapeHtml, inlinesHtml, type LinkTargets, prose} from './_html-text.js'

/** What turning blocks into HTML needs: link targets, and the pictures drawn before. */
export interface PageContext {
  /** Puts the page's own words into the reader's language. */
  readonly say: Say
  readonly targets: LinkTargets
  /** SVG of each chart block, drawn for a wide, a middling and a narrow page. */
  readonly pictures: ReadonlyMap<Block, Picture>
}

/** One chart drawn for a page, for a tablet or paper, and for a phone. */
export interface Picture {
  readonly wide: string
  readonly middle: string
  readonly narrow: string
}

type Of<Kind extends Block['block']> = Extract<Block, {block: Kind}>

const facts = (list: readonly Fact[], prominent: boolean, {targets}: PageContext): string => {
  const rows = list.map(({name, value}) => `<div><dt>${prose(name)}</dt><dd>${inlinesHtml(value, targets)}</dd></div>`)
  return `<dl class="${prominent ? 'answers' : 'facts'}">${rows.join('')}</dl>`
}

interface TableParts {
  readonly caption: string
  readonly head: readonly string[]
  /** Cells as HTML. */
  readonly rows: readonly (readonly string[])[]
  readonly numeric: readonly number[]
}

/** A word so long that it must be broken where it stands. */
const LONG = /[^\s<>]{18,}/

function tableHtml({caption, head, rows, numeric}: TableParts): string {
  const number = (column: number) => (numeric.includes(column) ? ' class="number"' : '')
  const heads = head.map((name, column) => `<th scope="col"${number(column)}>${prose(name)}</th>`).join('')
  const body = rows.map(row => {
    const cells = row.map(
      (cell, column) =>
        `<td data-name="${escapeHtml(head[column] ?? '')}"${number(column)}><div${LONG.test(cell.replace(/<[^>]*>|&[a-z#0-9]+;/g, ' ')) ? ' class="long"' : ''}>${cell}</div></td>`,
    )
    return `<tr>${cells.join('')}</tr>`
  })
  return `<div class="table"><table><caption>${prose(caption)}</caption><thead><tr>${heads}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
}

function chart(block: Of<'chart'>, {pictures, say}: PageContext): string {
  const picture = pictures.get(block)
  const drawing =
    picture === undefined
      ? `<p class="quiet">${prose(say('This picture could not be drawn; its numbers stand in the table.'))}</p>`
      : `<div class="picture wide">${picture.wide}</div><div class="picture middle">${picture.middle}</div><div class="picture narrow">${picture.narrow}</div>`
  const rows = block.table.rows.map(row => row.map(prose))
  const table = tableHtml({caption: block.title, head: block.table.head, rows, numeric: []})
  return `<figure><figcaption>${prose(block.title)}</figcaption>${drawing}<details class="data"><summary>${prose(say(block.tableTitle ?? 'The same as a table'))}</summary>${table}</details></figure>`
}

function evidence({lines, omitted}: Of<'evidence'>, {say}: PageContext): string {
  const files = new Map<string, typeof lines>()
  for (const line of lines) files.set(line.inputName, [...(files.get(line.inputName) ?? []), line])
  const tables = [...files].map(([name, own]) => {
    const rows = own.map(
      ({position, text}) =>
        `<tr id="L${positionKey(position)}"><th scope="row">${group(position.line)}</th><td><code>${escapeHtml(text)}</code></td></tr>`,
    )
    return `<table class="log"><caption>${escapeHtml(name)}</caption><colgroup><col class="line"><col></colgroup><thead><tr><th scope="col">${say('Line')}</th><th scope="col">${say('Text')}</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
  })
  const more =
    omitted > 0
      ? `<p class="quiet">${prose(say(`${count(omitted, 'line')} more are counted, not shown; the saved JSON carries up to 2,000.`))}</p>`
      : ''
  return tables.join('') + more
}

const paragraphs = (text: readonly Inline[], {targets}: PageContext): string => `<p>${inlinesHtml(text, targets)}</p>`

/** One block as HTML. */
export function blockHtml(block: Block, context: PageContext): string {
  const {targets} = context
  switch (block.block) {
    case 'lead':
      return `<div class="lead">${block.sentences.map(sentence => `<p>${prose(sentence)}</p>`).join('')}</div>`
    case 'paragraph':
      return paragraphs(block.text, context)
    case 'list':
      return `<ul>${block.items.map(item => `<li>${inlinesHtml(item, targets)}</li>`).join('')}</ul>`
    case 'facts':
      return facts(block.facts, block.prominent === true, context)
    case 'table':
      return tableHtml({
        ...block,
        rows: block.rows.map(row => row.map(cell => inlinesHtml(cell, targets))),
        numeric: block.numeric ?? [],
      })
    case 'chart':
      return chart(block, context)
    case 'evidence':
      return evidence(block, context)
    case 'callout':
      return `<div class="callout ${block.tone}"><p class="callout-title"><span class="mark">${escapeHtml(block.sign)}</span>&nbsp;${prose(block.title)}</p>${paragraphs(block.text, context)}</div>`
    case 'details':
      return `<details><summary>${prose(block.summary)}</summary>${block.blocks.map(inner => blockHtml(inner, context)).join('')}</details>`
    case 'heading':
      return `<h3>${prose(block.text)}</h3>`
  }
}
