import type {Analysis, JudgedIncident} from '../analysis.js'
import {type Block, defineSection, type Fact, type Inline} from '../document.js'
import {CLOCK_REMARKS, count, duration, printable, shorten} from '../format.js'
import {byGravity} from '../gravest.js'
import {errorTotal, startText} from '../happened.js'
import {withCode} from '../inline-code.js'
import {placeText, whyNoDimm} from '../place.js'
import {CONSUMERS, CONTENTS, OUTCOMES, SEVERITIES} from '../words.js'
import {foldByKind, incidentHead, incidentRow, KIND_HEAD, kindRow} from './_incident-rows.js'

/** Incidents with a row of their own; the others are folded by kind. */
const OWN_ROWS = 30
/** Incidents told in sentences. */
const TOLD = 12

const clockNote = (incidents: readonly JudgedIncident[]): readonly Inline[] => {
  const remarks = new Set(incidents.map(incident => CLOCK_REMARKS[incident.timeBasis]).filter(text => text !== ''))
  return [remarks.size === 0 ? 'Times are UTC.' : `Note: ${[...remarks].join('; ')}.`]
}

const foldedTable = (incidents: readonly JudgedIncident[]): Block[] =>
  incidents.length === 0
    ? []
    : [
        {
          block: 'table',
          caption: `The other ${count(incidents.length, 'incident')}, by kind`,
          head: KIND_HEAD,
          rows: foldByKind(incidents).map(kindRow),
          numeric: [0, 1, 2],
        },
      ]

const fact = (name: string, value: string | undefined): Fact[] =>
  value === undefined || value === '' ? [] : [{name, value: [shorten(printable(value), 300)]}]

/** A sentence of ours, in which commands stand between backticks. */
const commanded = (name: string, value: string | undefined): Fact[] =>
  fact(name, value).map(({value: [text]}) => ({name, value: typeof text === 'string' ? withCode(text) : []}))

const detailFacts = (incident: JudgedIncident): Fact[] => [
  ...fact('Start', startText(incident)),
  ...fact('Where', placeText(incident)),
  ...commanded('Cannot be located', whyNoDimm(incident)),
  ...fact('Errors', errorTotal(incident)),
  ...fact('Gravity', SEVERITIES[incident.severity]),
  ...fact('Who read it', CONSUMERS[incident.consumption]),
  ...fact('What was hit', `${CONTENTS[incident.victim.content]}: ${incident.victim.because}`),
  ...fact('As logged', incident.victim.asLogged),
  ...fact('Outcome', `${OUTCOMES[incident.outcome]}: ${incident.outcomeBecause}`),
  ...fact('Panic message', incident.panicMessage),
  ...fact('Kernel’s reason', incident.severityReason),
  ...fact('Down for', incident.downtimeSeconds === undefined ? undefined : duration(incident.downtimeSeconds)),
]

const told = (incidents: readonly JudgedIncident[]): Block[] =>
  incidents.slice(0, TOLD).map(
    (incident): Block => ({
      block: 'details',
      summary: `Incident ${incident.id} in sentences`,
      blocks: [
        {block: 'paragraph', text: [incident.narrative]},
        {block: 'facts', facts: detailFacts(incident)},
      ],
    }),
  )

const nothing = (analysis: Analysis): Block[] => [
  {
    block: 'paragraph',
    text: [
      analysis.errors.length === 0
        ? 'None: no hardware error was found in what was read.'
        : `None: ${count(analysis.errors.length, 'error record')} stand alone and cost nothing.`,
    ],
  },
]

/** All incidents: the gravest one by one, the others by kind, never silently cut. */
export default defineSection({
  id: 'incidents',
  title: 'Incidents',
  order: 10,
  depth: 'front',
  compose: (analysis): Block[] => {
    const incidents = byGravity(analysis.incidents)
    if (incidents.length === 0) return nothing(analysis)
    const own = incidents.slice(0, OWN_ROWS)
    const several = analysis.hosts.length > 1
    return [
      {
        block: 'table',
        caption:
          incidents.length > OWN_ROWS
            ? `The ${OWN_ROWS} gravest of ${count(incidents.length, 'incident')}`
            : count(incidents.length, 'incident') + (incidents.length > 1 ? ', the gravest first' : ''),
        ...incidentHead(several),
        rows: own.map(incident => incidentRow(incident, several)),
      },
      {block: 'paragraph', text: clockNote(own)},
      ...foldedTable(incidents.slice(OWN_ROWS)),
      ...told(incidents),
    ]
  },
})
