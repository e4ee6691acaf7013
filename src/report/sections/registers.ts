import type {MemoryError} from '../../errors/memory-error.js'
import type {Analysis} from '../analysis.js'
import {type Block, defineSection, type Inline} from '../document.js'
import {errorFacts, registerFacts} from '../error-facts.js'
import {count, dateTime, group, printable, shorten} from '../format.js'
import {byGravity} from '../gravest.js'
import {SEVERITY_SHORT, UNITS} from '../words.js'

/** Errors decoded field by field; the rest are in the JSON. */
const SHOWN = 24
const TEXT = 400

function chosen({incidents, errors}: Analysis): readonly MemoryError[] {
  const first = byGravity(incidents).flatMap(incident => incident.errors.slice(0, 6))
  return [...new Set([...first, ...errors])].slice(0, SHOWN)
}

const lineLink = (error: MemoryError): Inline[] => {
  const [first] = error.positions
  return first === undefined ? [] : [{line: first, label: `line ${group(first.line)}`}]
}

function decoded(error: MemoryError): Block {
  const registers = registerFacts(error)
  return {
    block: 'details',
    summary: `${error.id}: ${SEVERITY_SHORT[error.severity]} ${UNITS[error.unit]} error, ${dateTime(error.time, error.timeBasis, error.uptimeSeconds)}`,
    blocks: [
      {
        block: 'facts',
        facts: [
          ...errorFacts(error).map(([name, value]) => ({name, value: [shorten(printable(value), TEXT)]})),
          {name: 'First line', value: lineLink(error)},
        ].filter(({value}) => value.length > 0),
      },
      ...(registers.length === 0
        ? []
        : [
            {
              block: 'table' as const,
              caption: 'Registers as printed',
              head: ['Register', 'Value'],
              rows: registers.map(([name, value]): Inline[][] => [[name], [{code: value}]]),
            },
          ]),
    ],
  }
}

/** Each error decoded: flags, codes, place, registers. */
export default defineSection({
  id: 'registers',
  title: 'The errors, decoded',
  order: 90,
  depth: 'full',
  compose: (analysis): Block[] => {
    const shown = chosen(analysis)
    if (shown.length === 0) return []
    const left = analysis.errors.length - shown.length
    return [
      ...shown.map(decoded),
      ...(left <= 0
        ? []
        : [
            {
              block: 'paragraph' as const,
              text: [`And ${count(left, 'error')} more, decoded in the JSON and CSV forms of this report.`],
            },
          ]),
    ]
  },
})
