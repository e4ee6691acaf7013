import type {CountedLog} from './count-incidents.js'
import type {ExposureCut} from './exposure-cuts.js'
import type {LogEvidence} from './log-evidence.js'
import type {MeasuresInPlace} from './measures-in-place.js'
import {MITIGATIONS, SAVED_BY} from './mitigations.js'
import {DAYS_PER_YEAR} from './observation.js'
import type {PriorSet} from './priors.js'
import type {EventRate, Exposure, PriorEffect} from './risk-estimate.js'
import {plural, say, sayPercent, sayRange, sayTime} from './say.js'

/** Below this many incidents the range says more than the mean. */
const FEW_INCIDENTS = 5
/** Coverage worth a sentence. */
const GOOD_COVERAGE = 0.95
/** With fewer stamps, hours of silence cannot be seen. */
const FEW_STAMPS = 8
const MINUTES_PER_DAY = 1440

/** All that the sentences are about. */
export interface CaveatMatter {
  readonly counted: CountedLog
  readonly exposure: Exposure
  readonly rate: EventRate
  readonly evidence: LogEvidence
  readonly movedBy: readonly PriorEffect[]
  readonly priors: PriorSet
  /** False when a first incident got the log pulled but no clock tells when it was. */
  readonly firstPlaced: boolean
  readonly inPlace: MeasuresInPlace
  /** The swap that what is counted comes after. */
  readonly swap?: ExposureCut | undefined
}

function rangeFirst({rate, exposure: {leftOut = []}}: CaveatMatter): readonly string[] {
  if (rate.incidents >= FEW_INCIDENTS) return []
  const others = leftOut.some(({incidents}) => incidents > 0) ? ' that counts' : ''
  const count =
    rate.incidents === 0
      ? `No uncorrected memory incident${others} was`
      : `Only ${plural(rate.incidents, 'uncorrected memory incident')} ${rate.incidents === 1 ? 'was' : 'were'}`
  return [
    `${count} seen, so read the range first: ${sayRange(rate)} incidents a year (90 %); the mean of ${say(rate.mean)} says less.`,
  ]
}

function priorOnly({rate, evidence}: CaveatMatter): readonly string[] {
  if (!rate.priorOnly) return []
  const why = evidence.triggered ? 'after the first incident no further one was seen' : 'no incident was seen'
  return [`This is what field studies say of other machines (prior only): ${why}, so the log hardly changes it.`]
}

function triggered({rate, evidence, firstPlaced}: CaveatMatter): readonly string[] {
  if (!evidence.triggered) return []
  const whole = rate.alternatives?.find(({id}) => id === 'every-incident-counts')
  const counted =
    whole === undefined ? '' : ` Counting it too would give ${sayRange(whole)} a year, mean ${say(whole.mean)}.`
  if (firstPlaced && evidence.years === 0)
    return [
      `The log was probably pulled because of an incident and ends with it: it only tells that this machine is among those that had one.${counted}`,
    ]
  const placed = firstPlaced
    ? `the ${plural(evidence.incidents, 'incident')} in the ${sayTime(evidence.years * DAYS_PER_YEAR)} after it`
    : `the ${plural(evidence.incidents, 'incident')} besides it in the whole log, as no clock tells when it was`
  return [
    `The log was probably pulled because of an incident, so the first one only tells that this machine is among those that had one; the rate rests on ${placed}.${counted}`,
  ]
}

function oneEpisode({rate}: CaveatMatter): readonly string[] {
  const one = rate.alternatives?.find(({id}) => id === 'one-episode')
  if (one === undefined) return []
  const {'30': short, '3600': usual, '86400': long} = rate.incidentsByGap
  return [
    `What counts as one incident matters: ${short}, ${usual} and ${long} with gaps of 30 s, 1 h and 24 h between incidents. If all were one episode, the rate would be ${sayRange(one)} a year, mean ${say(one.mean)}.`,
  ]
}

function coverage({exposure}: CaveatMatter): readonly string[] {
  const {observedDays, spanDays, unobservedDays = 0, longestGapDays = 0, stamps = FEW_STAMPS} = exposure
  const missing = `The log shows the machine for ${sayTime(observedDays)} of ${sayTime(spanDays)} (${sayPercent(exposure.coverage)})`
  const gaps = `; nothing is known of ${sayTime(unobservedDays)}, the longest gap is ${sayTime(longestGapDays)}.`
  return [
    ...(exposure.coverage >= GOOD_COVERAGE ? [] : [`${missing}${unobservedDays > 0 ? gaps : '.'}`]),
    ...(exposure.downtimeMinutes > MINUTES_PER_DAY
      ? [
          `${sayTime(exposure.downtimeMinutes / MINUTES_PER_DAY)} between the last line of a boot and the next boot count as downtime, though lines may be missing.`,
        ]
      : []),
    ...(stamps < FEW_STAMPS
      ? [`The exposure rests on ${plural(stamps, 'time stamp')}: gaps between them could not be seen.`]
      : []),
  ]
}

function ruleOfThree({rate: {ruleOfThreeUpper, exposureYears}}: CaveatMatter): readonly string[] {
  if (ruleOfThreeUpper === undefined) return []
  const days = exposureYears * DAYS_PER_YEAR
  if (days < 1) return [`The log covers ${sayTime(days)}: too short to say anything of this machine.`]
  return [
    `Rule of three: with nothing seen, the log alone excludes (95 %) no more than rates above ${say(ruleOfThreeUpper)} a year.`,
  ]
}

function leftOut({counted: {standings}, rate: {absorbed = 0}}: CaveatMatter): readonly string[] {
  const {injected, corrected, untold} = standings
  const other = standings['not-memory']
  return [
    ...(injected > 0
      ? [`${plural(injected, 'injected incident')} left out: a test says nothing of the hardware.`]
      : []),
    ...(untold > 0 ? [`${plural(untold, 'incident')} not counted, as nothing tells whether data was lost.`] : []),
    ...(other > 0 ? [`${plural(other, 'uncorrected incident')} outside memory not counted.`] : []),
    ...(absorbed > 0
      ? [
          `${plural(absorbed, 'incident')} counted though a mirror supplied the data: without the mirror it would have been lost.`,
        ]
      : []),
    ...(corrected > 0
      ? [
          `${plural(corrected, 'incident')} of corrected errors only not counted; DIMMs that log corrected errors fail more often (6.7 % a year in one large fleet), which this rate does not use.`,
        ]
      : []),
  ]
}

function lowerBound({counted}: CaveatMatter): readonly string[] {
  const overflowed = counted.episodes.some(({incidents}) =>
    incidents.some(({errors}) => errors.some(({flags}) => flags.overflow === true)),
  )
  return overflowed ? ['An error register overflowed: there was at least one more error of a kind nobody knows.'] : []
}

/** Time in which another thing was watched than what is forecast. */
const censored = ({exposure: {leftOut = []}}: CaveatMatter): readonly string[] =>
  leftOut.map(({why, days, incidents}) =>
    why === 'failover'
      ? `A mirror gave up one copy: ${sayTime(days)} on the other alone, with ${plural(incidents, 'incident')}, are another state of the machine and do not count towards the rate.`
      : `The mirror mode changed: ${sayTime(days)} under another mode than at the last incident, with ${plural(incidents, 'incident')}, do not count towards the rate.`,
  )

const ANSWERS: readonly PriorEffect['answer'][] = ['downtime as it was', ...MITIGATIONS.map(name => SAVED_BY[name])]

/** Every assumption that moved an answer by more than 10 %, under the first answer it moves, with the factors of its range. */
function moved({movedBy}: CaveatMatter): readonly string[] {
  return ANSWERS.flatMap(answer => {
    const rows = movedBy
      .filter(effect => effect.answer === answer)
      .map(({title, lowFactor, highFactor}) => {
        const [least, most] = [Math.min(1, lowFactor, highFactor), Math.max(1, lowFactor, highFactor)]
        return `${title} (× ${say(least)} to × ${say(most)})`
      })
    return rows.length === 0
      ? []
      : [`Assumptions that move the answer by more than 10 %, ${answer}: ${rows.join('; ')}.`]
  })
}

const origin = ({priors}: CaveatMatter): readonly string[] => [
  ...(priors.changed.length === 0 ? [] : [`Assumptions stated by the user: ${priors.changed.join(', ')}.`]),
  'What other machines did is known from DDR3 and DDR4 fleets; nothing comparable is public for DDR5.',
]

function swapped({swap, evidence: {incidents, years, beforeSwap}}: CaveatMatter): readonly string[] {
  if (swap === undefined || beforeSwap === undefined) return []
  const done = swap.kind === 'module-disabled' ? 'was left out of use' : 'was replaced'
  return [
    `${swap.what} ${done}${swap.at === undefined ? '' : ` by ${swap.at}`}: the rate rests on ${plural(incidents, 'incident')} in the ${sayTime(years * DAYS_PER_YEAR)} since; what came before counts as that module’s, with doubt whether it was the right one.`,
  ]
}

function undated({exposure: {cuts = []}}: CaveatMatter): readonly string[] {
  const without = cuts.filter(({at, kind}) => at === undefined && kind === 'module-replaced').map(({what}) => what)
  return without.length === 0
    ? []
    : [`Serial numbers changed (${without.join(', ')}), but when is not told; incidents before and after count alike.`]
}

function replacement({rate}: CaveatMatter): readonly string[] {
  const row = rate.alternatives?.find(({id}) => id === 'after-replacement')
  if (row === undefined) return []
  return [
    `The forecast is for the DIMM staying where it is; after replacing it, ${sayRange(row)} incidents a year, mean ${say(row.mean)}, doubt about the right DIMM included.`,
  ]
}

const IN_PLACE = 'what happened, happened in spite of it, so it saves nothing further.'

const scope = ({inPlace}: CaveatMatter): readonly string[] => [
  ...(inPlace.full ? [`The machine mirrors all its memory already: ${IN_PLACE}`] : []),
  ...(inPlace.kernel && !inPlace.full ? [`The machine mirrors its kernel memory already: ${IN_PLACE}`] : []),
  'Downtime is that of the host: processes that were killed while it stayed up are not in it.',
]

/** Sentences on how an estimate was got and what it does not know, the weightiest first. */
export const caveatsOf = (matter: CaveatMatter): readonly string[] =>
  [
    rangeFirst,
    priorOnly,
    triggered,
    oneEpisode,
    coverage,
    censored,
    ruleOfThree,
    leftOut,
    lowerBound,
    swapped,
    undated,
    replacement,
    moved,
    origin,
    scope,
  ].flatMap(caveat => caveat(matter))
