import type {Incident} from '../incidents/incident.js'
import type {Verdict} from '../mirror/verdict.js'
import {duration, printable, shorten} from './format.js'
import {isMild} from './gravest.js'
import {actualVerdict, correctedPhrase, headlineOf, startText} from './happened.js'
import {placeText} from './place.js'
import {CONSUMERS, layoutPhrase, SEVERITIES, sureVerdict, VERDICTS} from './words.js'

const QUOTE_CHARACTERS = 160

const quoted = (text: string): string => `“${shorten(printable(text), QUOTE_CHARACTERS)}”`

function whatItWas(incident: Incident): string {
  const when = incident.start === undefined ? '' : ` at ${startText(incident)}`
  const what =
    incident.severity === 'corrected'
      ? `hardware corrected ${correctedPhrase(incident).replace('corrected ', '')}`
      : `an error was logged that was ${SEVERITIES[incident.severity]}`
  const who =
    isMild(incident) || incident.consumption === 'unknown' || incident.consumption === 'none'
      ? ''
      : `; it was met by ${CONSUMERS[incident.consumption]}`
  return `On ${shorten(printable(incident.host), 60) || 'the machine'}${when} ${what}, in ${placeText(incident)}${who}.`
}

function howItEnded(incident: Incident): string | undefined {
  if (incident.panicMessage !== undefined) {
    const down = incident.downtimeSeconds
    const back =
      down === undefined
        ? 'when the machine came back is not in the log'
        : `the machine was back after ${duration(down)}`
    return `The kernel stopped with ${quoted(incident.panicMessage)}; ${back}.`
  }
  if (incident.victim.asLogged !== undefined && !isMild(incident))
    return `What was hit is logged as ${quoted(incident.victim.asLogged)}.`
  return undefined
}

function whatMirror(verdicts: readonly Verdict[]): string[] {
  const actual = actualVerdict(verdicts)
  const others = verdicts.filter(verdict => verdict.layout !== 'actual' && verdict.verdict !== 'not-evaluated')
  const said = actual === undefined || actual.verdict === 'not-evaluated' ? [] : [VERDICTS[actual.verdict].sentence]
  if (others.length > 0)
    said.push(`With ${others.map(v => `${layoutPhrase(v.layout)}: ${sureVerdict(v)}`).join('; with ')}.`)
  return said
}

/** Two to five plain sentences: what happened, how it ended, what a mirror did or would have done. */
export function narrate(incident: Incident, verdicts: readonly Verdict[]): string {
  const sentences = [headlineOf(incident, verdicts), whatItWas(incident), howItEnded(incident), ...whatMirror(verdicts)]
  return sentences.filter(sentence => sentence !== undefined).join(' ')
}
