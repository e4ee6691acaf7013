import {WIDE} from '../cells.js'
import type {Inline} from '../document.js'
import {printable} from '../format.js'

/** Text that Markdown shows as it is: every mark it knows is escaped, links and mentions do not form. */
export const escapeMarkdown = (text: string): string =>
  printable(text)
    .replace(/[\\`*_[\]<>|~#@$]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/:\/\//g, '\\://')
    .replace(/\b(www)\./gi, '$1\\.')
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')

const longestRun = (text: string): number => Math.max(0, ...(text.match(/`+/g) ?? []).map(run => run.length))

/** Text as inline code; backticks in it cannot end it, a bar cannot end a table cell. */
export function codeSpan(text: string): string {
  const shown = printable(text).replaceAll('|', '¦')
  const ticks = '`'.repeat(longestRun(shown) + 1)
  const blank = shown.startsWith('`') || shown.endsWith('`') ? ' ' : ''
  return shown === '' ? '' : ticks + blank + shown + blank + ticks
}

/** Lines in a fence that none of them can close. */
export function fenced(lines: readonly string[]): readonly string[] {
  const shown = lines.map(printable)
  const fence = '`'.repeat(Math.max(3, ...shown.map(line => longestRun(line) + 1)))
  return [`${fence}text`, ...shown, fence]
}

/** Blanks at the ends stand outside the marks: inside, Markdown takes the marks for asterisks. */
const strong = (text: string): string =>
  text.replace(/^(\s*)(.*?)(\s*)$/s, (_, before: string, said: string, after: string) =>
    said === '' ? before + after : `${before}**${escapeMarkdown(said)}**${after}`,
  )

function markdownInline(inline: Inline): string {
  if (typeof inline === 'string') return escapeMarkdown(inline)
  if ('code' in inline) return codeSpan(inline.code)
  if ('strong' in inline) return strong(inline.strong)
  if ('badge' in inline) return `${inline.sign} ${escapeMarkdown(inline.badge)}`
  return escapeMarkdown(inline.label)
}

/** Several runs, joined. */
export const markdownText = (text: readonly Inline[]): string => text.map(markdownInline).join('')

const endsWide = (text: string): boolean => WIDE.test(text.slice(-1))

/** A row of a table on one line: what its first cell names in bold, the others behind their columns' names. */
export function namedItem(head: readonly string[], row: readonly string[]): string {
  const [first = ''] = row
  if (first === '' || first.includes('**')) return namedCells(head, row)
  const colon = head.some(endsWide) ? '**：' : ':** '
  return `**${first}${colon}${namedCells(head.slice(1), row.slice(1))}`
}

/** A row of a table on one line, every cell behind its column's name; full-width marks where the names are Chinese. */
function namedCells(head: readonly string[], row: readonly string[]): string {
  const [colon, semicolon] = head.some(endsWide) ? ['：', '；'] : [': ', '; ']
  return head.flatMap((name, column) => (row[column] ? [`${name}${colon}${row[column]}`] : [])).join(semicolon)
}

/** A name in bold, and its colon. */
export const boldWithColon = (name: string): string => (endsWide(name) ? `**${name}**：` : `**${name}:** `)

/** Sentences one after the other; a full-width stop needs no blank behind it. */
export const sentencesInRow = (sentences: readonly string[]): string =>
  sentences.join(' ').replace(/([。！？；](?:\*\*)?) /g, '$1')
