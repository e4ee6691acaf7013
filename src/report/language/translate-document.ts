import type {Block, ComposedSection, Fact, Inline, ReportDocument} from '../document.js'
import {isAsIs} from './as-is.js'
import type {Say} from './speaker.js'
import type {Voice} from './voice.js'

function inlineIn(inline: Inline, say: Say): Inline {
  if (typeof inline === 'string') return say(inline)
  if ('code' in inline) return inline
  if ('strong' in inline) return {strong: say(inline.strong)}
  if ('badge' in inline) return {...inline, badge: say(inline.badge)}
  return {...inline, label: say(inline.label)}
}

const RUN = /\uE002(\d+)\uE003/

/**
 * Several runs of text in the language. They are put as one text, in which a number stands for each run that is no plain
 * text, for its words may change their order; where that text is not known, each run for itself.
 */
export function inlinesIn(text: readonly Inline[], say: Say): readonly Inline[] {
  const joined = text.map((run, index) => (typeof run === 'string' ? run : `\uE002${index}\uE003`)).join('')
  const said = text.length > 1 && text.some(run => typeof run === 'string') ? say(joined) : joined
  if (said === joined) return text.map(run => inlineIn(run, say))
  return said.split(RUN).flatMap((piece, index): Inline[] => {
    const run = index % 2 === 1 ? text[Number(piece)] : undefined
    if (run !== undefined) return [inlineIn(run, say)]
    return piece === '' ? [] : [piece]
  })
}

/** Name and value in the language; a value that is text of a log as it is. */
export const factIn = ({name, value}: Fact, say: Say): Fact => ({
  name: say(name),
  value: isAsIs(name) ? value : inlinesIn(value, say),
})

/** Remarks stand one after the other, some of them in the words of a record. */
const remarksIn = ({name, value}: Fact, {say, quote}: Voice): Fact => ({
  name: say(name),
  value: value.map(run => (typeof run === 'string' ? run.split('; ').map(quote).join('；') : run)),
})

type Table = Extract<Block, {block: 'table'}>

function rowIn(row: Table['rows'][number], head: Table['head'], {say, notice}: Voice): Table['rows'][number] {
  const [first] = row[0] ?? []
  const code = head[0] === 'Notice' && typeof first === 'object' && 'code' in first ? first.code : undefined
  return row.map((cell, column) => {
    if (isAsIs(head[column])) return cell
    if (code === undefined || head[column] !== 'What') return inlinesIn(cell, say)
    return cell.map(run => (typeof run === 'string' ? notice(code, run) : run))
  })
}

/** One block in the language; evidence is the log's own text and stays. */
function blockIn(block: Block, voice: Voice): Block {
  const {say} = voice
  switch (block.block) {
    case 'paragraph':
      return {...block, text: inlinesIn(block.text, say)}
    case 'list':
      return {...block, items: block.items.map(item => inlinesIn(item, say))}
    case 'lead':
      return {...block, sentences: block.sentences.map(say)}
    case 'facts':
      return {
        ...block,
        facts: block.facts.map(fact => (fact.name === 'Remarks' ? remarksIn(fact, voice) : factIn(fact, say))),
      }
    case 'table':
      return {
        ...block,
        caption: say(block.caption),
        head: block.head.map(say),
        rows: block.rows.map(row => rowIn(row, block.head, voice)),
      }
    case 'chart': {
      const {title, description, table} = block
      const rows = table.rows.map(row => row.map((cell, column) => (isAsIs(table.head[column]) ? cell : say(cell))))
      return {
        ...block,
        title: say(title),
        description: say(description),
        table: {head: table.head.map(say), rows},
      }
    }
    case 'callout':
      return {...block, title: say(block.title), text: inlinesIn(block.text, say)}
    case 'details':
      return {...block, summary: say(block.summary), blocks: block.blocks.map(inner => blockIn(inner, voice))}
    case 'heading':
      return {...block, text: say(block.text)}
    default:
      return block
  }
}

const sectionIn = (section: ComposedSection, voice: Voice): ComposedSection => ({
  ...section,
  title: voice.say(section.title),
  blocks: section.blocks.map(block => blockIn(block, voice)),
})

/** A whole document in the language; what its analysis holds is untouched. */
export const translateDocument = (document: ReportDocument, voice: Voice): ReportDocument => ({
  ...document,
  title: voice.say(document.title),
  sections: document.sections.map(section => sectionIn(section, voice)),
  ...(document.own === undefined ? {} : {own: {...document.own, closing: voice.say(document.own.closing)}}),
})
