import type {MemoryError} from '../../errors/memory-error.js'
import type {Analysis} from '../analysis.js'
import {type Block, defineSection, type Inline} from '../document.js'
import {errorFacts, registerFacts} from '../error-facts.js'
import {count, dateTime, group, hex, printable, shorten, shortTime} from '../format.js'
import {byGravity} from '../gravest.js'
import {withCode} from '../inline-code.js'
import {shortPlace} from '../place.js'
import {MIRROR_EVIDENCE, SEVERITY_SHORT, UNITS} from '../words.js'

/** What a fact says; commands in a sentence of ours as code. */
const inlines = (name: string, text: string): Inline[] => (name === 'Cannot be located' ? withCode(text) : [text])

/** Errors decoded field by field; the rest are in the JSON. */
const SHOWN = 24
/** Rows of the table of corrected errors. */
const ROWS = 100
const TEXT = 400

/** Worse than corrected, those of the gravest incidents first. */
function graveErrors({incidents, errors}: Analysis): readonly MemoryError[] {
  const told = byGravity(incidents).flatMap(incident => incident.errors)
  return [...new Set([...told, ...errors])].filter(error => error.severity !== 'corrected')
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
          ...errorFacts(error).map(([name, value]) => ({name, value: inlines(name, shorten(printable(value), TEXT))})),
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

const row = (error: MemoryError): Inline[][] => [
  [error.id],
  [shortTime(error.time, error.uptimeSeconds)],
  [shorten(printable(shortPlace(error.dram) ?? '–'), 60)],
  error.address === undefined ? ['–'] : [{code: hex(error.address.value)}],
  [group(error.occurrences?.count ?? 1)],
  [error.mca === undefined ? '–' : `${error.mca.code} ${error.mca.kind}`],
  [MIRROR_EVIDENCE[error.mirrorEvidence]],
  lineLink(error),
]

/** Corrected errors are alike: a row each. */
function correctedTable(errors: readonly MemoryError[]): Block[] {
  if (errors.length === 0) return []
  const [first] = errors
  if (errors.length === 1 && first !== undefined) return [decoded(first)]
  return [
    {
      block: 'details',
      summary: `${count(errors.length, 'corrected error')}, a row each`,
      blocks: [
        {
          block: 'table',
          caption:
            errors.length > ROWS
              ? `The last ${ROWS} of ${count(errors.length, 'corrected error')}`
              : 'In the order of the log',
          head: ['Id', 'Time', 'Where', 'Address', 'Count', 'Error code', 'Mirror', 'First line'],
          rows: errors.slice(-ROWS).map(row),
          numeric: [4],
        },
      ],
    },
  ]
}

/** Each error decoded: flags, codes, place, registers. */
export default defineSection({
  id: 'registers',
  title: 'The errors, decoded',
  order: 90,
  depth: 'full',
  compose: (analysis): Block[] => {
    const grave = graveErrors(analysis)
    const corrected = analysis.errors.filter(error => error.severity === 'corrected')
    const left = Math.max(0, grave.length - SHOWN) + Math.max(0, corrected.length - ROWS)
    return [
      ...grave.slice(0, SHOWN).map(decoded),
      ...correctedTable(corrected),
      ...(left === 0
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
