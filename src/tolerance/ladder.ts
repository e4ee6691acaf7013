import type {Incident} from '../incidents/incident.js'
import type {Verdict, VerdictWord} from '../mirror/verdict.js'
import type {Answered} from './answered.js'
import {offlineRung, swapRung} from './early-measures.js'
import type {LadderRung, Measure, ToleranceVerdict} from './tolerance-verdict.js'
import {tolerantRung} from './tolerant-kernel.js'

/** Layouts that the two mirror rungs read their answer from, where the reader asked for no others. */
export const LADDER_LAYOUTS = ['partial:12.5', 'full'] as const

/** True for the names of partial mirrors that steer data. */
export const isPartial = (layout: string): boolean => /^(?:partial|reliable):/.test(layout)

/** At or above this an answer is plain yes or no. */
const PLAIN = 0.85
/** Below this an argument for absorption decides nothing. */
const WEAK = 0.4

const TITLES: Readonly<Record<LadderRung['id'], string>> = {
  'as-it-was': 'As it was',
  'newer-kernel': 'A newer kernel',
  'tolerant-kernel': 'Kernel with UCE downgrade (openEuler)',
  'page-offline': 'Page taken out of use in time',
  'swap-in-time': 'DIMM replaced in time',
  'kernelcore-mirror': 'Mirror on offer put to use',
  'partial-mirror': 'Partial mirror for kernel data',
  'full-mirror': 'Full mirror',
}

/** The partial mirror that was judged, with its share: `Partial mirror for kernel data (12.5 %)`. */
function partialTitle(verdicts: readonly Verdict[]): string {
  const [kind, share] = verdicts.find(({layout}) => isPartial(layout))?.layout.split(':') ?? []
  const title = kind === 'reliable' ? 'Partial mirror, file pages too' : TITLES['partial-mirror']
  return share === undefined ? title : `${title} (${share} %)`
}

/** What the incident cost, in one word each. */
type Harm = 'none' | 'process' | 'machine' | 'unknown'

function harmOf({outcome}: Incident): Harm {
  if (outcome === 'panic' || outcome === 'reboot') return 'machine'
  if (outcome === 'process-killed') return 'process'
  return outcome === 'unknown' ? 'unknown' : 'none'
}

/** Seen in the log: sure by nature, save where the log does not show the end. */
const AS_IT_WAS: Readonly<Record<Harm, Answered>> = {
  none: {answer: 'yes', confidence: 1, observed: true, because: 'Nothing was lost that the log shows.'},
  process: {answer: 'no', confidence: 1, observed: true, because: 'A process was lost; the machine stayed up.'},
  machine: {answer: 'no', confidence: 1, observed: true, because: 'The machine went down.'},
  unknown: {answer: 'unknown', confidence: 0.3, because: 'Cannot tell: the log does not show how it ended.'},
}

const KERNEL_ANSWERS: Readonly<Record<ToleranceVerdict['answer'], LadderRung['answer']>> = {
  'avoided-no-loss': 'likely',
  'avoided-process-lost': 'likely',
  'not-avoidable-by-software': 'no',
  'no-outage': 'no',
  unknown: 'unknown',
}

function newerKernel({answer, confidence, because}: ToleranceVerdict): Answered {
  if (answer === 'no-outage')
    return {
      answer: 'no',
      confidence: 0.7,
      because: 'The kernel already limited the damage to the process; the lost data does not come back by software.',
    }
  return {answer: KERNEL_ANSWERS[answer], confidence, because}
}

/** A verdict as an answer to “would this have helped?”. */
function answerOf(verdict: VerdictWord, confidence: number): LadderRung['answer'] {
  switch (verdict) {
    case 'absorbed':
    case 'absorbed-degraded':
    case 'observed-absorbed':
    case 'observed-redundancy-lost':
      if (confidence >= PLAIN) return 'yes'
      return confidence >= WEAK ? 'likely' : 'unknown'
    case 'not-covered':
    case 'out-of-scope':
    case 'double-fault':
      return confidence >= PLAIN ? 'no' : 'unlikely'
    case 'not-evaluated':
      return 'not-needed'
    default:
      return 'unknown'
  }
}

/** Answers with the verdict of the first layout that is accepted. */
function mirror(verdicts: readonly Verdict[], accepts: (layout: string) => boolean, option: string): Answered {
  const found = verdicts.find(({layout}) => accepts(layout))
  if (found === undefined)
    return {answer: 'unknown', confidence: 0.05, because: `Not judged: ask with --what-if ${option}.`}
  return answeredBy(found)
}

const answeredBy = ({verdict, confidence, because}: Verdict): Answered => ({
  answer: answerOf(verdict, confidence),
  confidence,
  because,
})

/** How sure it is that there was nothing to steer, or that nobody can tell. */
const SETTLED = 0.9

const steered = (at: Steered): Answered =>
  'verdict' in at
    ? answeredBy(at.verdict)
    : {answer: at.settled, confidence: at.settled === 'unknown' ? 0.05 : SETTLED, because: at.because}

const NOT_NEEDED: Answered = {
  answer: 'not-needed',
  confidence: 0.95,
  because: 'Nothing was lost, so there was nothing to avoid.',
}

/** What `kernelcore=mirror` on the mirror at hand would have made of the incident: a verdict, or why none was asked for. */
export type Steered =
  | {readonly verdict: Verdict}
  | {readonly settled: 'no' | 'unknown' | 'not-needed'; readonly because: string}

/** What the rungs are answered from besides the incident itself. */
export interface LadderBasis {
  readonly verdicts: readonly Verdict[]
  readonly tolerance: ToleranceVerdict
  readonly steered: Steered
  /** What each measure costs, in words. */
  readonly costs: Readonly<Partial<Record<Measure, string>>>
}

/** Rungs from “as it was” to a full mirror: what each measure would have made of the incident. */
export function composeLadder(incident: Incident, basis: LadderBasis): readonly LadderRung[] {
  const {verdicts, tolerance, costs} = basis
  const harm = harmOf(incident)
  const beyondDimms = verdicts.some(({layout, verdict}) => layout === 'actual' && verdict === 'out-of-scope')
  const rung = (id: Measure, answered: Answered): LadderRung => ({
    id,
    title: id === 'partial-mirror' ? partialTitle(verdicts) : TITLES[id],
    ...(harm === 'none' && id !== 'as-it-was' ? NOT_NEEDED : answered),
    ...(costs[id] === undefined ? {} : {cost: costs[id]}),
  })
  return [
    rung('as-it-was', AS_IT_WAS[harm]),
    rung('newer-kernel', newerKernel(tolerance)),
    rung('tolerant-kernel', tolerantRung(tolerance)),
    rung('page-offline', offlineRung(incident, beyondDimms)),
    rung('swap-in-time', swapRung(incident, beyondDimms)),
    rung('kernelcore-mirror', steered(basis.steered)),
    rung('partial-mirror', mirror(verdicts, isPartial, LADDER_LAYOUTS[0])),
    rung(
      'full-mirror',
      mirror(verdicts, name => name === 'full', LADDER_LAYOUTS[1]),
    ),
  ]
}
