import type {Incident} from '../incidents/incident.js'
import type {Verdict} from '../mirror/verdict.js'
import {duration, printable, shorten} from './format.js'
import {isMild} from './gravest.js'
import {actualVerdict, correctedPhrase, gravityPhrase, headlineOf, startText} from './happened.js'
import {placeText} from './place.js'
import {CONSUMERS, layoutPhrase, sureVerdict, VERDICTS} from './words.js'

const QUOTE_CHARACTERS = 160

const quoted = (text: string): string => `“${shorten(printable(text), QUOTE_CHARACTERS)}”`

/** Who met it, where the words for its gravity do not say so already. */
function metBy(incident: Incident): string {
  const {consumption} = incident
  if (isMild(incident) || consumption === 'unknown' || consumption === 'none') return ''
  if (consumption === 'scrubber') return '; the patrol scrubber found it'
  return incident.severity === 'srar' ? '' : `; it was met by ${CONSUMERS[consumption]}`
}

function whatItWas(incident: Incident): string {
  const when = incident.start === undefined ? '' : ` at ${startText(incident)}`
  const what =
    incident.severity === 'corrected'
      ? `hardware corrected ${correctedPhrase(incident).replace('corrected ', '')}`
      : `an error was logged that was ${gravityPhrase(incident)}`
  const host = incident.host === 'unknown' || incident.host === '' ? 'an unnamed host' : incident.host
  return `On ${shorten(printable(host), 60)}${when} ${what}, in ${placeText(incident)}${metBy(incident)}.`
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

const actualSentence = ({verdict}: Verdict): string =>
  verdict === 'undeterminable'
    ? 'Whether the layout as it was could have absorbed it cannot be told from what was logged.'
    : VERDICTS[verdict].sentence

function whatMirror(verdicts: readonly Verdict[]): string[] {
  const actual = actualVerdict(verdicts)
  const others = verdicts.filter(verdict => verdict.layout !== 'actual' && verdict.verdict !== 'not-evaluated')
  const said = actual === undefined || actual.verdict === 'not-evaluated' ? [] : [actualSentence(actual)]
  if (others.length > 0)
    said.push(`With ${others.map(v => `${layoutPhrase(v.layout)}: ${sureVerdict(v)}`).join('; with ')}.`)
  return said
}

/** Two to five plain sentences: what happened, how it ended, what a mirror did or would have done. */
export function narrate(incident: Incident, verdicts: readonly Verdict[]): string {
  const sentences = [headlineOf(incident, verdicts), whatItWas(incident), howItEnded(incident), ...whatMirror(verdicts)]
  return sentences.filter(sentence => sentence !== undefined).join(' ')
}
