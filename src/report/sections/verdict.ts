import type {Verdict} from '../../mirror/verdict.js'
import type {JudgedIncident} from '../analysis.js'
import {type Block, defineSection, type Inline} from '../document.js'
import {capital, count} from '../format.js'
import {byGravity, isMild} from '../gravest.js'
import {confidenceText, layoutPhrase, VERDICTS} from '../words.js'

/** Incidents whose verdicts are argued in full. */
const ARGUED = 12

function callout(verdict: Verdict): Block {
  const {word, sign, tone, sentence} = VERDICTS[verdict.verdict]
  return {
    block: 'callout',
    tone,
    sign,
    title: `${capital(layoutPhrase(verdict.layout))}: ${word}, ${confidenceText(verdict.confidence)}`,
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

const argue = (incident: JudgedIncident, several: boolean): Block[] => [
  ...(several ? [{block: 'heading', text: `Incident ${incident.id}`} as const] : []),
  ...incident.verdicts.flatMap(argued),
]

/** Would a mirror have absorbed it: each verdict with its reason, every opinion, sources, confidence. */
export default defineSection({
  id: 'verdict',
  title: 'Would a mirror have absorbed it?',
  order: 20,
  compose: (analysis): Block[] => {
    const judged = byGravity(analysis.incidents).filter(incident => incident.verdicts.length > 0)
    const grave = judged.filter(
      incident => !isMild(incident) || incident.verdicts.some(v => v.verdict.startsWith('observed')),
    )
    const shown = (grave.length > 0 ? grave : judged.slice(0, 1)).slice(0, ARGUED)
    const left = judged.length - shown.length
    if (shown.length === 0) return []
    return [
      ...shown.flatMap(incident => argue(incident, judged.length > 1)),
      ...(left === 0
        ? []
        : [
            {
              block: 'paragraph' as const,
              text: [
                `The verdicts on ${count(left, 'milder incident')} are counted under Incidents and stand in full in the JSON.`,
              ],
            },
          ]),
    ]
  },
})
