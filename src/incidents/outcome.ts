import type {KernelPanic} from '../records/hardware-error-record.js'
import type {Incident, Outcome} from './incident.js'
import {killsOf, pageLines, panicsOf, wordsOf} from './incident-lines.js'
import type {Seat} from './seat.js'

/** What happened, and the words that show it. */
interface Ending {
  readonly outcome: Outcome
  readonly outcomeBecause: string
}

const ending = (outcome: Outcome, outcomeBecause: string): Ending => ({outcome, outcomeBecause})

function pageEnding(seats: readonly Seat[]): Ending | undefined {
  const lines = pageLines(seats)
  const taken = lines.find(
    ({action, result}) =>
      (action === 'recovery' && (result === 'recovered' || result === 'delayed')) ||
      (action === 'soft-offline' && result !== 'failed' && result !== 'ignored'),
  )
  if (taken !== undefined) return ending('page-offlined', wordsOf(taken))
  const copied = lines.find(({action}) => action === 'copy-in')
  return copied === undefined ? undefined : ending('recovered', wordsOf(copied))
}

/** A fatal error after which the log goes on with another kernel start, though nobody shut the machine down. */
const diedOfIt = (seats: readonly Seat[], nextBootFollows: boolean): boolean =>
  nextBootFollows && seats.some(({error, story}) => error.severity === 'fatal' && !story.restarted)

/** The handler panics for every fatal exception; lines that follow closely are still its own. */
const LAST_LINES = 30

/** A fatal exception whose panic was not printed or not saved: the log ends with it or goes on with another kernel start. */
function mustHavePanicked(seats: readonly Seat[], nextBootFollows: boolean): boolean {
  return seats.some(({error, cluster, story}) => {
    if (error.severity !== 'fatal' || error.basis !== 'registers' || error.exception !== true) return false
    if (story.panics.some(({record}) => record.what === 'fake-panic')) return false
    if (nextBootFollows && !story.restarted) return true
    return cluster.tellings.some(({input, lastLine}) =>
      story.united.segments.some(segment => segment.input === input && segment.lastLine - lastLine <= LAST_LINES),
    )
  })
}

/** Whether the log says more behind a line than what a dying kernel prints. */
const goesOn = (seats: readonly Seat[], {evidence}: KernelPanic): boolean => {
  const at = evidence.at(-1)?.position
  return seats.some(({story}) =>
    story.united.segments.some(({input, lastLine}) => input === at?.input && lastLine - at.line > LAST_LINES),
  )
}

const UNTOUCHED = 'the record was logged and nothing more happened'

function quiet(seats: readonly Seat[], injected: boolean): Ending {
  const lines = pageLines(seats)
  const line = lines.find(({result}) => result !== undefined) ?? lines.find(({action}) => action === 'unhandlable')
  const because = line === undefined ? UNTOUCHED : wordsOf(line)
  return injected ? ending('injected', because) : ending('logged', because)
}

/** The gravest ending the lines show: panic, reboot, task killed, page taken out of use, recovery, else only logged. */
export function endingOf(seats: readonly Seat[], injected: boolean, nextBootFollows: boolean): Ending {
  const [panic] = panicsOf(seats)
  if (panic !== undefined) return ending('panic', wordsOf(panic))
  const abort = panicsOf(seats, 'severity-reason').find(({cause}) => cause === 'serror')
  if (abort !== undefined && !goesOn(seats, abort))
    return ending('panic', `${wordsOf(abort)}; nothing was logged after it`)
  if (mustHavePanicked(seats, nextBootFollows))
    return ending('panic', 'a fatal machine-check exception always ends in a panic; this boot says nothing after it')
  if (seats.some(({cluster}) => cluster.survivedReset)) return ending('reboot', 'the record was found after a reset')
  if (diedOfIt(seats, nextBootFollows)) return ending('reboot', 'the log goes on with the next kernel start')
  const kills = killsOf(seats)
  const kill = kills.find(({process}) => process !== undefined) ?? kills[0]
  if (kill !== undefined) return ending('process-killed', wordsOf(kill))
  if (abort !== undefined) return ending('process-killed', `${wordsOf(abort)}; the kernel ended the task and went on`)
  return pageEnding(seats) ?? quiet(seats, injected)
}

/** Panic and reason strings as logged. */
export function panicWords(seats: readonly Seat[]): Pick<Incident, 'panicMessage' | 'severityReason'> {
  const [panic] = panicsOf(seats)
  const [reason] = panicsOf(seats, 'severity-reason')
  return {
    ...(panic === undefined ? {} : {panicMessage: panic.message}),
    ...(reason === undefined ? {} : {severityReason: reason.message}),
  }
}
