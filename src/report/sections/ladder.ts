import type {LadderRung} from '../../tolerance/tolerance-verdict.js'
import type {JudgedIncident} from '../analysis.js'
import {type Block, defineSection} from '../document.js'
import {count, group, printable, shorten} from '../format.js'
import {byGravity, isMild} from '../gravest.js'
import {confidenceText, isOpen, RUNG_WORDS, rungSureness, rungText, TOLERANCE} from '../words.js'
import {incidentTime} from './_incident-rows.js'

/** Incidents that get a ladder of their own. */
const SHOWN = 3

function ladder(incident: JudgedIncident, several: boolean): Block[] {
  const {tolerance} = incident
  const since = tolerance.sinceKernel === undefined ? '' : ` (since Linux ${tolerance.sinceKernel})`
  // That nothing went down was seen, and what nobody knows has no share.
  const decided = tolerance.answer !== 'no-outage' && tolerance.answer !== 'unknown'
  const sure = decided ? `, ${confidenceText(tolerance.confidence)}` : ''
  return [
    {
      block: 'chart',
      chart: 'ladder',
      title: several
        ? `What each measure would have made of incident ${incident.id}, ${incidentTime(incident)}`
        : 'What each measure would have made of it',
      tableTitle: 'Why, and what each measure costs',
      description:
        'One row for each measure, from the machine as it was to a full mirror, with its answer and how sure it is.',
      data: incident.ladder.map(rung => ({
        title: shorten(printable(rung.title), 40),
        ...rungText(rung),
        confidence: rung.confidence,
        sureness: rungSureness(rung),
        open: isOpen(rung),
      })),
      table: {
        head: ['Measure', 'Would it have helped', 'How sure', 'Because', 'What it costs'],
        rows: incident.ladder.map(rung => {
          const {sign, word} = rungText(rung)
          return [rung.title, `${sign} ${word}`, rungSureness(rung), rung.because, rung.cost ?? '–']
        }),
      },
    },
    {
      block: 'paragraph',
      text: [{strong: 'Better software: '}, `${TOLERANCE[tolerance.answer]}${since}${sure}. ${tolerance.because}`],
    },
  ]
}

/** How the picture is to be read. */
const READING: Block = {
  block: 'paragraph',
  text: [
    'Each row is one thing that could have been in place before the error, from nothing new to a full mirror. The share beside an answer tells how sure it is, not how likely help was.',
  ],
}

/** How often each measure would have helped, when there are more incidents than ladders. */
function totals(incidents: readonly JudgedIncident[]): Block[] {
  if (incidents.length <= SHOWN) return []
  const rungs = incidents.flatMap(incident => incident.ladder)
  const measures = new Map(rungs.map(rung => [rung.id, shorten(printable(rung.title), 40)]))
  const words = Object.values(RUNG_WORDS).filter(({word}) => rungs.some(rung => rungText(rung).word === word))
  const times = (id: LadderRung['id'], word: string) =>
    rungs.filter(rung => rung.id === id && rungText(rung).word === word).length
  return [
    {
      block: 'table',
      caption: `All ${count(incidents.length, 'incident')} worse than corrected: how often each measure would have helped`,
      head: ['Measure', ...words.map(({sign, word}) => `${sign} ${word}`)],
      rows: [...measures].map(([id, title]) => [[title], ...words.map(({word}) => [group(times(id, word))])]),
      numeric: words.map((_, index) => index + 1),
    },
  ]
}

/** From the machine as it was to a full mirror: what each measure would have made of the incident. */
export default defineSection({
  id: 'ladder',
  title: 'The ladder: what would have helped',
  order: 30,
  compose: (analysis): Block[] => {
    const incidents = byGravity(analysis.incidents).filter(incident => incident.ladder.length > 0 && !isMild(incident))
    const shown = incidents.slice(0, SHOWN)
    if (shown.length === 0) return []
    return [READING, ...shown.flatMap(incident => ladder(incident, shown.length > 1)), ...totals(incidents)]
  },
})
