import {adviceOn} from '../advice.js'
import type {Analysis} from '../analysis.js'
import type {Fact} from '../document.js'
import {shorten} from '../format.js'
import {type FrontPage, hostName} from '../front-page.js'
import {actualVerdict, lossOf, startText} from '../happened.js'
import {withCode} from '../inline-code.js'
import type {Say} from '../language/speaker.js'
import {factIn} from '../language/translate-document.js'
import {mirrorAnswer} from '../mirror-answer.js'
import {placeText} from '../place.js'
import {surerWishes} from '../surer.js'
import {sureVerdict} from '../words.js'
import {boldWithColon, escapeMarkdown, markdownText, sentencesInRow} from './_markdown-text.js'

const item = ({name, value}: Fact): string => `- ${boldWithColon(name)}${markdownText(value)}`

function ticketFacts(page: FrontPage, analysis: Analysis): readonly Fact[] {
  const {incident} = page
  if (incident === undefined) return page.answers
  const host = analysis.hosts.find(candidate => candidate.id === incident.host)
  const machine = [hostName(incident.host), host?.kernel && `Linux ${shorten(host.kernel)}`, host?.cpu?.model]
  const actual = actualVerdict(incident.verdicts)
  const sure = actual === undefined ? 'not judged' : `${sureVerdict(actual)}. ${actual.because}`
  return [
    {name: 'Host', value: [machine.filter(part => part !== undefined && part !== '').join(', ')]},
    {name: 'Time', value: [startText(incident)]},
    {name: 'Where', value: [placeText(incident)]},
    {name: 'Lost', value: [lossOf(incident, incident.verdicts)]},
    {name: 'Would a mirror have helped', value: mirrorAnswer(incident)},
    {name: 'Do now', value: withCode(adviceOn(incident, analysis))},
    {name: 'How sure', value: [sure]},
    {name: 'To be surer', value: withCode(surerWishes(incident, analysis)[0] ?? 'nothing more to collect')},
  ]
}

/** The first twelve lines of a ticket, which stand alone: verdict, host, time, place, what to do, how sure. */
export function ticketHead(page: FrontPage, analysis: Analysis, say: Say): readonly string[] {
  const badge = page.badge === undefined ? '' : `${page.badge.sign} ${say(page.badge.badge)} · `
  const [first = '', ...others] = page.sentences.map(say)
  const sentences = [`**${escapeMarkdown(first)}**`, ...others.map(escapeMarkdown)]
  return [
    `# ${badge}${escapeMarkdown(say(page.title))}`,
    '',
    sentencesInRow(sentences),
    '',
    ...ticketFacts(page, analysis).map(fact => item(factIn(fact, say))),
  ]
}
