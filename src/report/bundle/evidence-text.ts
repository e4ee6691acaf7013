import type {Analysis} from '../analysis.js'
import {gatherEvidence} from '../evidence-lines.js'
import {count, printable} from '../format.js'
import {lineLabel} from '../line-label.js'

/** Lines of a bundle's evidence; as many as the JSON of an analysis keeps. */
const MOST_LINES = 2000

/** The log lines that an analysis rests on, each with file and line number, as plain text; what was left out is counted. */
export function evidenceText(analysis: Analysis): string {
  const {lines, omitted} = gatherEvidence(analysis, MOST_LINES)
  const told = lines.map(({position, text}) => `${printable(lineLabel(analysis, position))}  ${printable(text)}`)
  const left = omitted === 0 ? [] : [`… and ${count(omitted, 'line')} more, of less grave incidents`]
  return `${[...told, ...left].join('\n')}\n`
}
