import {adviceOn} from './advice.js'
import type {Analysis, JudgedIncident} from './analysis.js'
import type {Badge, Fact, Inline} from './document.js'
import {CLOCK_REMARKS, capital, count, dateTime, group, printable, shorten} from './format.js'
import {gravestOf, isMild} from './gravest.js'
import {
  actualVerdict,
  correctedPhrase,
  errorTotal,
  failoverError,
  gravityPhrase,
  headlineOf,
  lossOf,
  startText,
} from './happened.js'
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
  const grave = incidents.filter(incident => !isMild(incident)).length
  const many = grave === incidents.length ? 'all' : group(grave)
  const uncorrected = grave > 1 ? `, ${many} of them worse than corrected errors` : ''
  const outages = incidents.filter(isOutage).length
  const down =
    outages === 0
      ? 'none took a machine down'
      : outages === 1
        ? 'only this one took a machine down'
        : `${outages} took a machine down`
  return [`It is the gravest of ${count(incidents.length, 'incident')}${where}${uncorrected}; ${down}.`]
}

const isDated = (incident: JudgedIncident): boolean =>
  incident.start !== undefined || incident.errors[0]?.uptimeSeconds !== undefined

function titleOf(incident: JudgedIncident): string {
  if (!isDated(incident)) return 'an incident without a date'
  return `incident ${incident.start === undefined ? '' : 'of '}${startText(incident)}`
}

/** `at least 12 errors in ` of a run or storm, else `an error in `. */
const subjectText = (incident: JudgedIncident): string =>
  incident.severity === 'corrected' && errorTotal(incident) !== '1'
    ? `${correctedPhrase(incident).replace(/corrected .*(?=errors?$)/, '')} in `
    : 'an error in '

/** When it happened; where a mirror gave up a copy, that moment, and since when there were signs of it. */
function whenText(incident: JudgedIncident): string {
  const lost = failoverError(incident)
  if (lost?.time !== undefined && lost.time !== incident.errors[0]?.time)
    return `${dateTime(lost.time, lost.timeBasis)}, after first signs at ${startText(incident)}: an error in `
  const subject = subjectText(incident)
  if (!isDated(incident)) return capital(subject)
  const {end, start, timeBasis} = incident
  const isRun = subject !== 'an error in ' && end !== undefined && end !== start
  return `${startText(incident)}${isRun ? ` to ${dateTime(end, timeBasis)}` : ''}: ${subject}`
}

/** Where it happened; a virtual machine's log names no hardware. */
const placeOf = (incident: JudgedIncident, {hosts}: Analysis): string =>
  hosts.find(host => host.id === incident.host)?.guest === true
    ? 'the memory of this virtual machine'
    : placeText(incident)

function happenedAnswer(incident: JudgedIncident, analysis: Analysis): Inline[] {
  const clock = CLOCK_REMARKS[incident.timeBasis]
  return [
    whenText(incident),
    {strong: placeOf(incident, analysis)},
    `, ${gravityPhrase(incident)}${incident.injected ? ', injected by a test' : ''}.`,
    ...(clock === '' ? [] : [` Note: ${clock}.`]),
  ]
}

function surerAnswer(incident: JudgedIncident, analysis: Analysis): Inline[] {
  const [first, ...others] = surerWishes(incident, analysis)
  if (first === undefined) return ['Nothing more to collect.']
  if (others.length === 0) return withCode(`${first}.`)
  return [
    ...withCode(`${first}. Then `),
    {section: 'not-known', label: count(others.length, 'more thing')},
    ' to collect.',
  ]
}

function answersOn(incident: JudgedIncident, analysis: Analysis): Fact[] {
  return [
    {name: 'What happened', value: happenedAnswer(incident, analysis)},
    {name: 'What was lost', value: [`${capital(lossOf(incident, incident.verdicts))}.`]},
    {name: 'Would a mirror have helped', value: mirrorAnswer(incident)},
    {name: 'Do now', value: withCode(adviceOn(incident, analysis))},
    {name: 'To be surer', value: surerAnswer(incident, analysis)},
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
