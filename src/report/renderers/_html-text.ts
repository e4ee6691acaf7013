import type {Inline} from '../document.js'
import {positionKey} from '../evidence-lines.js'
import {printable} from '../format.js'

const ENTITIES: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'}

/** Text for HTML, between tags or in a quoted attribute; controls and direction marks made visible. */
export const escapeHtml = (text: string): string => printable(text).replace(/[&<>"']/g, mark => ENTITIES[mark] ?? mark)

/** Prose for HTML: as `escapeHtml`, and a number keeps its percent sign on its line. */
export const prose = (text: string): string => escapeHtml(text).replace(/(\d) %/g, '$1&nbsp;%')

/** What an inline may link to: lines and sections that this page shows. */
export interface LinkTargets {
  readonly lines: ReadonlySet<string>
  readonly sections: ReadonlySet<string>
}

/** A sign and a few words, which stay on one line. */
const SIGN_WORD = /^[✔✖▲?–] .{1,24}$/

/** One run of text as HTML; log text is escaped, links lead only to what is on the page. */
export function inlineHtml(inline: Inline, targets: LinkTargets): string {
  if (typeof inline === 'string')
    return SIGN_WORD.test(inline) ? `<span class="whole">${prose(inline)}</span>` : prose(inline)
  if ('code' in inline) return `<code>${escapeHtml(inline.code)}</code>`
  if ('strong' in inline) return `<strong>${prose(inline.strong)}</strong>`
  if ('badge' in inline)
    return `<span class="badge ${inline.tone}"><span class="mark">${escapeHtml(inline.sign)}</span>&nbsp;${prose(inline.badge)}</span>`
  if ('section' in inline)
    return targets.sections.has(inline.section)
      ? `<a href="#${escapeHtml(inline.section)}">${prose(inline.label)}</a>`
      : prose(inline.label)
  const key = positionKey(inline.line)
  return targets.lines.has(key) ? `<a href="#L${key}">${prose(inline.label)}</a>` : prose(inline.label)
}

/** Several runs, joined. */
export const inlinesHtml = (text: readonly Inline[], targets: LinkTargets): string =>
  text.map(inline => inlineHtml(inline, targets)).join('')

const outsideAscii = /[<>&\u007f-\uffff]/g

/** JSON that can stand inside a `<script>` of any page: nothing in it closes a tag, all of it is ASCII. */
export const embeddable = (json: string): string =>
  json.replace(outsideAscii, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** Text as a CSS string, every character but letters, digits and blanks as its number. */
export const cssString = (text: string): string =>
  `"${[...printable(text)].map(character => (/[a-z0-9 ]/i.test(character) ? character : `\\${(character.codePointAt(0) ?? 0).toString(16)} `)).join('')}"`
