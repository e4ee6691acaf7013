import type {ParseNotice} from '../../logs/parse-notice.js'
import type {Analysis} from '../analysis.js'
import {type Block, defineSection, type Inline} from '../document.js'
import {count, group, printable, shorten} from '../format.js'
import {gravestOf} from '../gravest.js'
import {withCode} from '../inline-code.js'
import {lineLabel} from '../line-label.js'
import {surerWishes} from '../surer.js'

/** Notices with a row of their own; the others are counted. */
const SHOWN = 40

const whereText = (analysis: Analysis, {positions}: ParseNotice): Inline[] => {
  const [first] = positions
  if (first === undefined) return ['–']
  const more = positions.length > 1 ? ` and ${count(positions.length - 1, 'place')} more` : ''
  return [{line: first, label: lineLabel(analysis, first)}, more].filter(part => part !== '')
}

function notices(analysis: Analysis): Block[] {
  const {notices: all} = analysis
  if (all.length === 0)
    return [{block: 'paragraph', text: ['Everything given was read whole, and nothing in it was odd.']}]
  const left = all.slice(SHOWN)
  return [
    {
      block: 'table',
      caption:
        left.length === 0
          ? count(all.length, 'notice')
          : `The first ${SHOWN} of ${count(all.length, 'notice')}; the JSON holds all`,
      head: ['Notice', 'What', 'Times', 'Where'],
      rows: all
        .slice(0, SHOWN)
        .map(notice => [
          [{code: notice.code}],
          [shorten(printable(notice.message), 300)],
          [group(notice.count ?? 1)],
          whereText(analysis, notice),
        ]),
      numeric: [2],
    },
  ]
}

function limits(analysis: Analysis): Inline[][] {
  const undecoded = analysis.errors.filter(error => error.mirrorEvidence === 'undecoded').length
  const placeless = analysis.errors.filter(error => error.dram === undefined && error.unit === 'dram').length
  const said: Inline[][] = [
    ['Mirror events are often handled by firmware and logged only there: their absence here proves nothing.'],
    ['Corrected errors below a threshold of firmware or kernel are never logged: counts are lower bounds.'],
  ]
  if (undecoded > 0)
    said.push([
      `Left undecoded: the mirror field of ${count(undecoded, 'error')}, for its layout has no public description.`,
    ])
  if (placeless > 0) said.push([`Without a DIMM’s name: ${count(placeless, 'memory error')}.`])
  return said
}

/** What is not known, what would tell, what could not be read. */
export default defineSection({
  id: 'not-known',
  title: 'What is not known',
  order: 75,
  compose: (analysis): Block[] => [
    {block: 'list', items: limits(analysis)},
    {block: 'heading', text: 'What to collect next'},
    {block: 'list', items: surerWishes(gravestOf(analysis), analysis).map(wish => withCode(`${wish}.`))},
    {block: 'heading', text: 'What could not be read, or was odd'},
    ...notices(analysis),
  ],
})
