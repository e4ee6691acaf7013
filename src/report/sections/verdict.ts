import type {Verdict} from '../../mirror/verdict.js'
import type {Analysis, JudgedIncident} from '../analysis.js'
import {type Block, defineSection, type Inline} from '../document.js'
import {capital, count, group, printable, shorten} from '../format.js'
import {byGravity, isMild} from '../gravest.js'
import {confidenceText, layoutPhrase, sureVerdict, VERDICTS} from '../words.js'
import {incidentTime} from './_incident-rows.js'

/** Incidents whose verdicts are argued in full. */
const ARGUED = 12
/** Of these, those that need no click. */
const OPEN = 3
/** Incidents from which on totals help. */
const MANY = 6

function callout(verdict: Verdict): Block {
  const {sign, tone, sentence} = VERDICTS[verdict.verdict]
  return {
    block: 'callout',
    tone,
    sign,
    title: `${capital(layoutPhrase(verdict.layout))}: ${sureVerdict(verdict)}`,
    text: [`${verdict.because} `, sentence],
  }
}

const opinionRow = (opinion: Verdict['opinions'][number]): readonly (readonly Inline[])[] => {
  const {word, sign, tone} = VERDICTS[opinion.verdict]
  return [
    [{code: opinion.rule}],
    [{badge: word, sign, tone}],
    [confidenceText(opinion.confidence)],
    [opinion.because],
    [opinion.cites.join('; ')],
  ]
}

function argued(verdict: Verdict): Block[] {
  const others = verdict.opinions.length > 0 ? verdict.opinions : [verdict]
  return [
    callout(verdict),
    {
      block: 'details',
      summary: `Reasons and sources: ${count(others.length, 'rule')} spoke, ‘${verdict.rule}’ decided`,
      blocks: [
        {
          block: 'table',
          caption: `Opinions on ${layoutPhrase(verdict.layout)}`,
          head: ['Rule', 'Verdict', 'How sure', 'Because', 'Sources'],
          rows: others.map(opinionRow),
        },
      ],
    },
  ]
}

const inShort = (incident: JudgedIncident): string =>
  incident.verdicts
    .map(v => `${layoutPhrase(v.layout)}: ${VERDICTS[v.verdict].sign} ${VERDICTS[v.verdict].word}`)
    .join(' · ')

/** The gravest incidents argued openly, the next ones folded. */
function argue(incident: JudgedIncident, index: number, several: boolean): Block[] {
  const reasons = incident.verdicts.flatMap(argued)
  if (index >= OPEN)
    return [{block: 'details', summary: `Incident ${incident.id}. ${capital(inShort(incident))}`, blocks: reasons}]
  return [
    ...(several ? [{block: 'heading', text: `Incident ${incident.id}, ${incidentTime(incident)}`} as const] : []),
    ...reasons,
  ]
}

/** Words by layout over all incidents; only where there are more than a reader counts at a glance. */
function totals({summary, incidents}: Analysis): Block[] {
  if (incidents.length < MANY) return []
  const rows = Object.entries(summary.verdicts).flatMap(([layout, words]) =>
    Object.entries(words).map(([word, incidentCount]) => ({layout, word, incidentCount})),
  )
  return [
    {
      block: 'table',
      caption: `Verdicts on all ${count(incidents.length, 'incident')}`,
      head: ['Layout', 'Verdict', 'Incidents'],
      rows: rows.map(({layout, word, incidentCount}) => [
        [capital(layoutPhrase(layout))],
        isVerdict(word) ? [{badge: VERDICTS[word].word, sign: VERDICTS[word].sign, tone: VERDICTS[word].tone}] : [word],
        [group(incidentCount)],
      ]),
      numeric: [2],
    },
  ]
}

/** Numbers of a user's file that are named here; the method names all. */
const NAMED = 6

/** Says that confidence in this report is not the built-in one. */
function ownNumbers({replacedConfidence}: Analysis): Block[] {
  if (replacedConfidence === undefined) return []
  const {file, numbers} = replacedConfidence
  const from = file === undefined ? 'the program that asked' : {code: printable(shorten(file, 120))}
  if (numbers.length === 0)
    return [{block: 'paragraph', text: ['Confidence numbers: those of ', from, ' are the built-in ones.']}]
  const changes = numbers.slice(0, NAMED).map(({number, from: usual, to}) => `${number} ${usual} → ${to}`)
  const left = numbers.length - changes.length
  const more = left > 0 ? ` and ${count(left, 'number')} more` : ''
  return [
    {
      block: 'paragraph',
      text: ['Confidence numbers are not all built in: ', from, ' changes ', {code: changes.join(', ')}, `${more}.`],
    },
  ]
}

const isVerdict = (word: string): word is Verdict['verdict'] => Object.hasOwn(VERDICTS, word)

const isArguable = (incident: JudgedIncident): boolean =>
  !isMild(incident) || incident.verdicts.some(v => v.verdict.startsWith('observed'))

/** Would a mirror have absorbed it: each verdict with its reason, every opinion, sources, confidence. */
export default defineSection({
  id: 'verdict',
  title: 'Would a mirror have absorbed it?',
  order: 20,
  compose: (analysis): Block[] => {
    const judged = byGravity(analysis.incidents).filter(incident => incident.verdicts.length > 0)
    const grave = judged.filter(isArguable)
    const shown = (grave.length > 0 ? grave : judged.slice(0, 1)).slice(0, ARGUED)
    const left = judged.length - shown.length
    if (shown.length === 0) return []
    return [
      ...ownNumbers(analysis),
      ...totals(analysis),
      ...shown.flatMap((incident, index) => argue(incident, index, judged.length > 1)),
      ...(left === 0
        ? []
        : [
            {
              block: 'paragraph' as const,
              text: [`The verdicts on ${count(left, 'milder or older incident')} stand in full in the JSON.`],
            },
          ]),
    ]
  },
})
