import {type Block, type ComposedSection, defineRenderer, type ReportDocument, type ReportOptions} from '../document.js'
import {positionKey} from '../evidence-lines.js'
import {shorten} from '../format.js'
import {analysisToJson, type JsonLimits} from '../json.js'
import {inLanguage, type Spoken} from '../language/in-language.js'
import {blockHtml, type PageContext} from './_html-blocks.js'
import {drawPictures} from './_html-pictures.js'
import {pageStyle} from './_html-style.js'
import {embeddable, escapeHtml, type LinkTargets, prose} from './_html-text.js'

/** Nothing but the page's own style may act: no script, no network, no form. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

/** What the page carries of the analysis, and the size in characters beyond which it carries none. */
const EMBEDDED: JsonLimits = {errors: 1000, evidence: 500}
const EMBEDDED_SIZE = 1_500_000

function linesIn(blocks: readonly Block[]): string[] {
  return blocks.flatMap(block => {
    if (block.block === 'evidence') return block.lines.map(line => positionKey(line.position))
    return block.block === 'details' ? linesIn(block.blocks) : []
  })
}

const targetsOf = ({sections}: ReportDocument): LinkTargets => ({
  lines: new Set(sections.flatMap(section => linesIn(section.blocks))),
  sections: new Set(sections.map(section => section.id)),
})

function sectionHtml({id, title, blocks}: ComposedSection, context: PageContext): string {
  const body = blocks.map(block => blockHtml(block, context)).join('\n')
  return `<section id="${escapeHtml(id)}" aria-labelledby="${escapeHtml(id)}-title"><h2 id="${escapeHtml(id)}-title">${prose(title)}</h2>\n${body}\n</section>`
}

function contents(sections: readonly ComposedSection[], say: Spoken['say']): string {
  const items = sections.map(({id, title}) => `<li><a href="#${escapeHtml(id)}">${prose(title)}</a></li>`)
  return items.length === 0
    ? ''
    : `<nav aria-labelledby="contents"><h2 id="contents">${say('Contents')}</h2><ul>${items.join('')}</ul></nav>`
}

const ONE_FILE = 'This page is one file: it loads nothing and runs nothing.'

/** The foot of the page with its data, so that they can be taken out and rendered again; a remark instead when they are too large. */
function footer({document, say, remainder}: Spoken): string {
  const {analysis, subtitle, own} = document
  const json = embeddable(JSON.stringify(own?.json ?? analysisToJson(analysis, EMBEDDED)))
  const fits = json.length <= EMBEDDED_SIZE
  const data = fits
    ? 'Its data stand in it as JSON.'
    : 'Its data are too large to travel inside it: save them with -o FILE.json.'
  const script = fits ? `\n<script type="application/json" id="analysis">${json}</script>` : ''
  const words = [say(`Written by ${subtitle}.`), say(ONE_FILE), say(data), remainder()].filter(word => word !== '')
  return `<footer><p>${words.map(prose).join(' ')}</p>${script}</footer>`
}

async function renderHtml(written: ReportDocument, options: ReportOptions): Promise<string> {
  const spoken = await inLanguage(written, options)
  const {document, say} = spoken
  const context: PageContext = {targets: targetsOf(document), pictures: await drawPictures(document, say), say}
  const title = shorten(document.title, 160)
  const [front, ...others] = document.sections.map(section => ({section, html: sectionHtml(section, context)}))
  return `<!doctype html>
<html lang="${options.lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="${escapeHtml(document.subtitle)}">
<title>${prose(title)}</title>
<style>${pageStyle(title, document.subtitle)}</style>
</head>
<body>
<a class="skip" href="#main">${say('Skip to the report')}</a>
<header><h1>${prose(title)}</h1><p>${prose(document.subtitle)}</p></header>
<main id="main">
${front?.html ?? ''}
${contents(
  others.map(({section}) => section),
  say,
)}
${others.map(({html}) => html).join('\n')}
</main>
${footer(spoken)}
</body>
</html>
`
}

/** One HTML file: no network, no script, light, dark and paper. */
export default defineRenderer({id: 'html', title: 'HTML, one file', endings: ['.html', '.htm'], render: renderHtml})
