import type {MemoryError} from '../errors/memory-error.js'
import type {Incident} from '../incidents/incident.js'
import type {LadderRung} from '../tolerance/tolerance-verdict.js'
import type {Analysis, JudgedIncident} from './analysis.js'
import {capital, count, day, hex, toMs} from './format.js'
import {isMild} from './gravest.js'
import {actualVerdict} from './happened.js'
import {actionPlace, dramOf, isMemory, placeKey, placeText, shortPlace, tellingError} from './place.js'
import {rungText, UNITS} from './words.js'

/** Corrected errors on one DIMM before an incident. */
interface History {
  /** Sum of counts, a lower bound. */
  readonly errors: number
  /** Day of the first, where one is known. */
  readonly since?: string
  /** How many of them name the row of the incident. */
  readonly sameRow: 'all' | 'some' | 'unknown'
}

/** Corrected errors of the same place as the log's story joined them, else counted by DIMM here. */
function historyOf(analysis: Pick<Analysis, 'errors'>, incident: Incident): History | undefined {
  const {precededBy} = incident
  if (precededBy === undefined) return countBefore(analysis, incident)
  const {correctedErrors, since, sameRow} = precededBy
  return {
    errors: correctedErrors,
    ...(since === undefined ? {} : {since: day(since)}),
    sameRow: sameRow === true ? 'some' : 'unknown',
  }
}

/** What the log tells of the incident's DIMM before it; undefined when the place is unknown or there was nothing. */
function countBefore(analysis: Pick<Analysis, 'errors'>, incident: Incident): History | undefined {
  const dram = dramOf(incident)
  const key = placeKey(dram)
  if (key === undefined) return undefined
  const startMs = incident.startMs ?? toMs(incident.start)
  const before = analysis.errors.filter(
    error =>
      error.host === incident.host &&
      error.severity === 'corrected' &&
      placeKey(error.dram) === key &&
      (startMs === undefined || (error.epochMs ?? toMs(error.time) ?? 0) <= startMs),
  )
  if (before.length === 0) return undefined
  const since = before.find(error => error.time !== undefined)?.time
  return {
    errors: before.reduce((sum, error) => sum + (error.occurrences?.count ?? 1), 0),
    ...(since === undefined ? {} : {since: day(since)}),
    sameRow: dram?.row !== undefined && before.every(error => error.dram?.row === dram.row) ? 'all' : 'unknown',
  }
}

/** The history in brackets, `(12 corrected errors there since 2026-10-21, all in the same row)`; empty without one. */
function historyText(history: History | undefined): string {
  if (history === undefined) return ''
  const since = history.since === undefined ? 'before' : `since ${history.since}`
  const row = {all: ', all in the same row', some: ', the same row among them', unknown: ''}[history.sameRow]
  return ` (${count(history.errors, 'corrected error')} there ${since}${row})`
}

/** Corrected errors on one DIMM from which on it is worth a replacement even without an uncorrected one. */
const MANY_CORRECTED = 24

type Told = Pick<Analysis, 'errors' | 'hosts'>

/** Pages of the incident that the machine's own addresses name, as the kernel's files take them. */
function pagesOf({errors, severity}: Incident): readonly string[] {
  const grave = errors.filter(error => error.severity === severity)
  const pages = [...grave, ...errors].flatMap(({address}) =>
    address?.kind === 'system' || address?.kind === 'page-frame' ? [hex(address.value & ~0xfffn)] : [],
  )
  return [...new Set(pages)]
}

const offline = (kind: 'soft' | 'hard', page: string): string =>
  `\`echo ${page} > /sys/devices/system/memory/${kind}_offline_page\``

const PPR = 'let the firmware repair the row at the next boot where it can (post package repair, PPR)'

function mildAdvice(incident: Incident): string[] {
  const total = incident.errors.reduce((sum, error) => sum + (error.occurrences?.count ?? 1), 0)
  const place = actionPlace(incident) ?? placeText(incident)
  if (incident.storm === undefined && total < MANY_CORRECTED && dramOf(incident) === undefined)
    return ['nothing urgent: no DIMM is named; act when more such errors come']
  if (incident.storm === undefined && total < MANY_CORRECTED)
    return [`nothing urgent: watch ${place}, and act when more corrected errors come from it`]
  const [page, ...others] = pagesOf(incident)
  const plan = `plan to replace ${place} within days: so many corrected errors in one place often come before an uncorrected one`
  if (page === undefined) return [plan]
  return [
    plan,
    others.length > 0
      ? `until then ${PPR}, and empty the pages that repeat: ${offline('soft', page)} and so on`
      : `until then empty the page: ${offline('soft', page)}`,
  ]
}

/** What to do about a fault that is in no DIMM. */
function elsewhereAdvice(incident: Incident, error: MemoryError): string[] {
  const isProcessor = error.unit === 'core' || error.unit === 'cache' || error.unit === 'tlb'
  const part = isProcessor ? 'that processor' : 'that part'
  return [
    `do not swap DIMMs: the error was in ${placeText(incident)}`,
    `bring firmware${isProcessor ? ' and microcode' : ''} up to date; if it comes again, replace ${part}`,
  ]
}

const isDown = ({outcome}: Incident): boolean => outcome === 'panic' || outcome === 'reboot'

/** What to do with the page until the DIMM is replaced: the kernel forgets bad pages when it restarts. */
function meanwhile(incident: Incident, history: History | undefined): string[] {
  const [page] = pagesOf(incident)
  if (isDown(incident)) {
    const repair = history?.sameRow === 'all' || history?.sameRow === 'some' ? [PPR] : []
    const empty = page === undefined ? [] : [`take the page out of use after each boot: ${offline('hard', page)}`]
    const steps = [...repair, ...empty]
    return steps.length === 0 ? [] : [`if that has to wait, ${steps.join(', and ')}`]
  }
  if (incident.outcome !== 'page-offlined' && incident.outcome !== 'process-killed') return []
  const again = page === undefined ? '' : `; after a restart: ${offline('hard', page)}`
  return [`until then avoid a restart: the kernel forgets which page is bad${again}`]
}

/** A mirror that would have saved the machine, as the two settings it takes. */
function mirrorAdvice({ladder, outcome, verdicts}: JudgedIncident): string[] {
  const helps = (id: LadderRung['id']) => ladder.some(rung => rung.id === id && rungText(rung).tone === 'good')
  if ((outcome !== 'panic' && outcome !== 'reboot') || actualVerdict(verdicts)?.verdict !== 'not-covered') return []
  if (helps('kernelcore-mirror'))
    return [
      'against the next one: `kernelcore=mirror` on the kernel command line; the firmware offers mirrored memory already, and nothing uses it',
    ]
  if (helps('partial-mirror'))
    return [
      'against the next one: partial mirroring in the firmware setup and `kernelcore=mirror` on the kernel command line',
    ]
  return helps('full-mirror') ? ['against the next one: full mirroring in the firmware setup, at half the memory'] : []
}

const FIND =
  'find the DIMM first: the BMC event log (`ipmitool sel elist`) or `ras-mc-ctl --errors` may name it; then replace it'

function graveAdvice(incident: JudgedIncident, analysis: Told): string[] {
  const place = actionPlace(incident)
  const actual = actualVerdict(incident.verdicts)?.verdict
  const by = isDown(incident) ? 'before the machine carries load again' : 'at the next service window'
  const history = historyOf(analysis, incident)
  const rest = [...meanwhile(incident, history), ...mirrorAdvice(incident)]
  const isWhole = 'ask the BMC event log (`ipmitool sel elist`) and the firmware setup whether the mirror is whole'
  const first = actual === 'contradiction' ? [isWhole] : []
  if (place === undefined) return [...first, `${FIND} ${by}`, ...rest]
  const twin = actual === 'double-fault' ? ' and the DIMM that holds its second copy' : ''
  return [...first, `replace ${place}${twin} ${by}${historyText(history)}`, ...rest]
}

function failoverAdvice(incident: Incident): string[] {
  const place = actionPlace(incident)
  return place === undefined
    ? [
        'find out from the BMC event log which channel failed over, replace its DIMM within days, and restore the mirror',
      ]
    : [
        `replace ${place} within days and restore the mirror: until then the next uncorrected error there is not absorbed`,
      ]
}

function sentencesOn(incident: JudgedIncident, analysis: Told): string[] {
  const error = tellingError(incident)
  const actual = actualVerdict(incident.verdicts)?.verdict
  if (incident.injected || incident.outcome === 'injected') return ['nothing: the error was injected by a test']
  if (analysis.hosts.find(host => host.id === incident.host)?.guest === true)
    return ['look at the log of the host: this one is a virtual machine’s, and the hardware is not its own']
  if (error !== undefined && !isMemory(error)) return elsewhereAdvice(incident, error)
  if (actual === 'out-of-scope' && !isMild(incident))
    return [
      `do not swap DIMMs first: the fault was not in them (${UNITS[error?.unit ?? 'unknown']}); the verdict says why`,
      'bring the firmware up to date and reseat the DIMMs of the channel; if it comes again, suspect processor and board',
    ]
  if (actual === 'observed-redundancy-lost') return failoverAdvice(incident)
  return isMild(incident) ? mildAdvice(incident) : graveAdvice(incident, analysis)
}

/** What to do about an incident, by when, and what until then: one to three sentences, commands in backticks. */
export const adviceOn = (incident: JudgedIncident, analysis: Told): string =>
  sentencesOn(incident, analysis)
    .map(sentence => `${capital(sentence)}.`)
    .join(' ')

/** The part for a narrow column: the DIMM's short name, the part that is no DIMM, or that none is named. */
export function partName(incident: Incident): string {
  const error = tellingError(incident)
  const other = error !== undefined && !isMemory(error) ? placeText(incident).replace(/^the /, '') : 'DIMM not named'
  return shortPlace(dramOf(incident)) ?? other
}
