import type {MemoryError} from '../errors/memory-error.js'
import type {Incident} from '../incidents/incident.js'
import type {HitContent} from '../mirror/define-rule.js'
import {contentOf} from '../mirror/hit-content.js'
import type {Verdict} from '../mirror/verdict.js'
import {capital, clockTime, count, dateTime, duration, group, printable, shorten, toMs} from './format.js'
import {isMild} from './gravest.js'
import {isMemory, tellingError} from './place.js'
import {isOnlyControllers, isUntold} from './told-by.js'
import {SEVERITIES, UNITS} from './words.js'

const NAME_CHARACTERS = 40

/** The verdict on the layout that was in place, if one was given. */
export const actualVerdict = (verdicts: readonly Verdict[]): Verdict | undefined =>
  verdicts.find(verdict => verdict.layout === 'actual')

const WHERE: Readonly<Record<Incident['victim']['content'], string>> = {
  kernel: ' in kernel data',
  user: ' in a process’s memory',
  'page-cache-clean': ' in a file page',
  'page-cache-dirty': ' in a file page with unsaved changes',
  free: ' in a free page',
  'huge-page': ' in a huge page',
  guest: ' in a virtual machine’s memory',
  'swap-cache': ' in the swap cache',
  unknown: '',
}

/** Where it was, for a victim that only the reader tells: whose data the kernel was reading. */
const READ_BY_KERNEL: Readonly<Record<HitContent['kind'], string>> = {
  kernel: ' in kernel data',
  user: ' in a process’s memory, read by the kernel,',
  'page-cache': ' in a file page, read by the kernel,',
  free: ' in a free page',
  unknown: '',
}

function whereOf(incident: Incident): string {
  if (incident.victim.content !== 'kernel') return WHERE[incident.victim.content]
  const {kind, sure} = contentOf(incident)
  return kind === 'kernel' && !sure ? ' met by the kernel' : READ_BY_KERNEL[kind]
}

/** `A memory error injected by a test in kernel data`: kind and victim of an incident as the subject of a sentence. */
export function subjectOf(incident: Incident): string {
  const error = tellingError(incident)
  const kind = error === undefined || isMemory(error) ? 'memory' : UNITS[error.unit]
  const article = /^[aeiou]/i.test(kind) ? 'An' : 'A'
  const injected = incident.injected ? ' injected by a test' : ''
  return `${article} ${kind} error${injected}${whereOf(incident)}`
}

/** The process that was hit, `the process java (4321)`; `a process` when none is named. */
function processPhrase({victim}: Pick<Incident, 'victim'>): string {
  const {process: hit} = victim
  return hit === undefined ? 'a process' : `the process ${shorten(printable(hit.name), NAME_CHARACTERS)} (${hit.pid})`
}

/** `12,000 corrected memory errors` of a storm or a run; a lower bound is said to be one. */
export function correctedPhrase(incident: Incident): string {
  const counted = incident.errors.reduce((sum, error) => sum + (error.occurrences?.count ?? 1), 0)
  const total = Math.max(counted, incident.storm?.errors ?? 0)
  const atLeast = incident.errors.some(error => error.occurrences?.exact === false) ? 'at least ' : ''
  const error = tellingError(incident)
  const kind = error === undefined || isMemory(error) ? 'memory' : UNITS[error.unit]
  return `${atLeast}${count(total, `corrected ${kind} error`)}`
}

function loggedHeadline(incident: Incident, verdict: Verdict | undefined): string {
  if (verdict?.verdict === 'observed-absorbed')
    return 'The memory mirror absorbed an uncorrected error; nothing was lost.'
  if (verdict?.verdict === 'observed-redundancy-lost')
    return 'The memory mirror saved the data but gave up one copy; nothing was lost.'
  const error = tellingError(incident)
  if (incident.severity === 'corrected') {
    if (error !== undefined && !isMemory(error))
      return `${subjectOf(incident)} was corrected by hardware; nothing was lost.`
    if (incident.storm !== undefined) return `A storm of ${correctedPhrase(incident)}; no data was lost.`
    return incident.errors.length > 1
      ? `${capital(correctedPhrase(incident))}; no data was lost.`
      : `${subjectOf(incident)} was corrected by hardware; nothing was lost.`
  }
  if (isMild(incident)) return `${subjectOf(incident)} was logged; its gravity is not known.`
  if (incident.severity === 'srao' || incident.severity === 'ucna' || incident.severity === 'deferred')
    return 'Bad data was found in memory before anyone read it; the machine stayed up.'
  const subject = subjectOf(incident).replace(/^(An?) /, 'An uncorrected ')
  if (isOnlyControllers(incident))
    return `${subject} was logged by the management controller; what it did to the system is not in that log.`
  return isUntold(incident)
    ? `${subject} was logged; how it ended is not in the log.`
    : `${subject} was logged; the log shows no harm done by it.`
}

/** One sentence: what happened and what it cost. */
export function headlineOf(incident: Incident, verdicts: readonly Verdict[]): string {
  const subject = subjectOf(incident)
  switch (incident.outcome) {
    case 'panic':
    case 'reboot': {
      const down = incident.downtimeSeconds === undefined ? '' : ` for ${duration(incident.downtimeSeconds)}`
      return `${subject} took the machine down${down}.`
    }
    case 'process-killed':
      return `${subject.replace(WHERE.user, '')} killed ${processPhrase(incident)}; the machine stayed up.`
    case 'page-offlined':
      return `${subject} was found; its page was taken out of use and the machine stayed up.`
    case 'recovered':
      return `${subject} was recovered from; the machine stayed up.`
    case 'injected':
      return `${subject.replace(' injected by a test', '')} was injected by a test: no fault of the hardware.`
    case 'unknown':
      return isMild(incident)
        ? loggedHeadline(incident, actualVerdict(verdicts))
        : `${subject.replace(/^An? /, 'An uncorrected ')}; how it ended is not in the log.`
    default:
      return loggedHeadline(incident, actualVerdict(verdicts))
  }
}

function downSpan(incident: Incident): string {
  const {start, downtimeSeconds} = incident
  const ms = toMs(start)
  if (start === undefined || ms === undefined) return ''
  if (downtimeSeconds === undefined) return `, from ${clockTime(start)}; when it came back is not in the log`
  const end = new Date(ms + downtimeSeconds * 1000).toISOString()
  return `, ${clockTime(start)} – ${clockTime(end)} (${duration(downtimeSeconds)})`
}

const PAGE_LOSS: Readonly<Record<Incident['victim']['content'], string>> = {
  kernel: 'a page of kernel data',
  user: 'one page of a process',
  'page-cache-clean': 'nothing: the page can be read again from disk',
  'page-cache-dirty': 'the unsaved changes of one file page',
  free: 'nothing: the page was free',
  'huge-page': 'one huge page',
  guest: 'one page of a virtual machine',
  'swap-cache': 'one page that was being swapped',
  unknown: 'one page; what was in it is not logged',
}

/** What an incident cost, in a phrase. */
export function lossOf(incident: Incident, verdicts: readonly Verdict[]): string {
  const silent = '; no sign of silent corruption'
  switch (incident.outcome) {
    case 'panic':
    case 'reboot':
      return `the host${downSpan(incident)}${silent}`
    case 'process-killed':
      return `${processPhrase(incident)} and what it held in memory${silent}`
    case 'page-offlined':
      return PAGE_LOSS[incident.victim.content]
    case 'injected':
      return 'nothing by a fault: this was a test'
    case 'unknown':
      return isMild(incident) ? 'nothing that the log shows' : 'not known: the log does not show how it ended'
    default:
      if (actualVerdict(verdicts)?.verdict === 'observed-redundancy-lost')
        return 'no data; the redundancy of the mirror, until repair'
      if (isOnlyControllers(incident)) return 'not known: a management controller does not see what the system lost'
      if (isUntold(incident)) return 'not known: the log does not show how it ended'
      return incident.severity === 'corrected' ? 'nothing' : 'nothing that the log shows'
  }
}

/** Who read the bad data, where somebody did and the log tells who. */
const READERS: Partial<Readonly<Record<Incident['consumption'], string>>> = {
  kernel: 'the kernel',
  user: 'a process',
  guest: 'a virtual machine',
}

/** How grave, in words; an error that the mirror corrected is said to be one. */
export function gravityPhrase(incident: Incident): string {
  const evidence = tellingError(incident)?.mirrorEvidence
  if (evidence === 'failover' || evidence === 'scrubbed') return 'corrected from the mirror’s second copy'
  return SEVERITIES[incident.severity].replace('somebody', READERS[incident.consumption] ?? 'somebody')
}

/** The moment a mirror gave up a copy: the last error that says so; undefined where none does. */
export const failoverError = ({errors}: Pick<Incident, 'errors'>): MemoryError | undefined =>
  errors.findLast(({mirrorEvidence}) => mirrorEvidence === 'failover' || mirrorEvidence === 'broken')

/** Start of an incident in words, with the uptime of its first error where no date is known. */
export const startText = (incident: Incident): string =>
  dateTime(incident.start, incident.timeBasis, incident.errors[0]?.uptimeSeconds)

/** How many errors an incident holds, counts inside lines included. */
export const errorTotal = (incident: Incident): string =>
  group(
    Math.max(
      incident.storm?.errors ?? 0,
      incident.errors.reduce((sum, error) => sum + (error.occurrences?.count ?? 1), 0),
    ),
  )
