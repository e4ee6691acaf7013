import {adviceOn} from './advice.js'
import type {Analysis, JudgedIncident} from './analysis.js'
import type {Badge, Fact, Inline} from './document.js'
import {CLOCK_REMARKS, capital, count, printable, shorten} from './format.js'
import {gravestOf} from './gravest.js'
import {actualVerdict, gravityPhrase, headlineOf, lossOf, startText} from './happened.js'
import {withCode} from './inline-code.js'
import {mirrorAnswer, mirrorSentence} from './mirror-answer.js'
import {placeText} from './place.js'
import {quietPage} from './quiet-page.js'
import {isOutage} from './summarize.js'
import {surerWishes} from './surer.js'
import {VERDICTS} from './words.js'

/** What the first screen says, whatever the face. */
export interface FrontPage {
  /** `db7 · incident of 2026-11-03 04:12:09 UTC`. */
  readonly title: string
  /** Verdict first; at most three. */
  readonly sentences: readonly string[]
  /** The five answers. */
  readonly answers: readonly Fact[]
  /** Verdict on the layout as it was, as sign and word; absent when nothing was judged. */
  readonly badge?: Badge
  readonly incident?: JudgedIncident
}

/** A host's name fit for a headline. */
export const hostName = (host: string): string =>
  host === '' || host === 'unknown' ? 'unnamed host' : shorten(printable(host), 60)

function othersSentence(analysis: Analysis): string[] {
  const {incidents, hosts} = analysis
  if (incidents.length < 2) return []
  const where = hosts.length > 1 ? ` on ${count(hosts.length, 'host')}` : ''
  const outages = incidents.filter(isOutage).length
  const down =
    outages === 0
      ? 'none took a machine down'
      : outages === 1
        ? 'only this one took a machine down'
        : `${outages} took a machine down`
  return [`It is the gravest of ${count(incidents.length, 'incident')}${where}; ${down}.`]
}

const isDated = (incident: JudgedIncident): boolean =>
  incident.start !== undefined || incident.errors[0]?.uptimeSeconds !== undefined

function titleOf(incident: JudgedIncident): string {
  if (!isDated(incident)) return 'an incident without a date'
  return `incident ${incident.start === undefined ? '' : 'of '}${startText(incident)}`
}

function happenedAnswer(incident: JudgedIncident): Inline[] {
  const clock = CLOCK_REMARKS[incident.timeBasis]
  const when = startText(incident)
  return [
    isDated(incident) ? `${when}: an error in ` : 'An error in ',
    {strong: placeText(incident)},
    `, ${gravityPhrase(incident)}${incident.injected ? ', injected by a test' : ''}`,
    ...(clock === '' ? [] : [`; ${clock}`]),
  ]
}

function answersOn(incident: JudgedIncident, analysis: Analysis): Fact[] {
  const wishes = surerWishes(incident, analysis)
  return [
    {name: 'What happened', value: happenedAnswer(incident)},
    {name: 'What was lost', value: [`${capital(lossOf(incident, incident.verdicts))}.`]},
    {name: 'Would a mirror have helped', value: mirrorAnswer(incident)},
    {name: 'Do now', value: [`${capital(adviceOn(incident, analysis))}.`]},
    {
      name: 'To be surer',
      value: [
        ...withCode(`${wishes[0] ?? 'Nothing more to collect'}. `),
        ...(wishes.length > 1
          ? [{section: 'not-known', label: `${count(wishes.length - 1, 'more thing')} to collect`}]
          : []),
      ],
    },
  ]
}

/** The first screen of an analysis: its gravest incident, or the calm statement that there was none. */
export function frontPage(analysis: Analysis): FrontPage {
  const incident = gravestOf(analysis)
  if (incident === undefined) return quietPage(analysis)
  const actual = actualVerdict(incident.verdicts)
  const {word, sign, tone} = VERDICTS[actual?.verdict ?? 'not-evaluated']
  return {
    title: `${hostName(incident.host)} · ${titleOf(incident)}`,
    sentences: [headlineOf(incident, incident.verdicts), mirrorSentence(incident), ...othersSentence(analysis)],
    answers: answersOn(incident, analysis),
    ...(actual === undefined ? {} : {badge: {badge: word, sign, tone}}),
    incident,
  }
}
