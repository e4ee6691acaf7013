import type {Incident} from '../incidents/incident.js'
import type {Verdict, VerdictWord} from '../mirror/verdict.js'
import {offlineRung, swapRung} from './early-measures.js'
import type {LadderRung, ToleranceVerdict} from './tolerance-verdict.js'

/** Layouts that the two mirror rungs read their answer from, where the reader asked for no others. */
export const LADDER_LAYOUTS = ['partial:12.5', 'full'] as const

/** At or above this an answer is plain yes or no. */
const PLAIN = 0.85
/** Below this an argument for absorption decides nothing. */
const WEAK = 0.4

const TITLES: Readonly<Record<LadderRung['id'], string>> = {
  'as-it-was': 'As it was',
  'newer-kernel': 'A newer kernel',
  'page-offline': 'Page taken out of use in time',
  'swap-in-time': 'DIMM replaced in time',
  'partial-mirror': 'Mirror of kernel data',
  'full-mirror': 'Full mirror',
}

type Answered = Omit<LadderRung, 'id' | 'title'>

const rung = (id: LadderRung['id'], answered: Answered): LadderRung => ({id, title: TITLES[id], ...answered})

/** What the incident cost, in one word each. */
type Harm = 'none' | 'process' | 'machine' | 'unknown'

function harmOf({outcome}: Incident): Harm {
  if (outcome === 'panic' || outcome === 'reboot') return 'machine'
  if (outcome === 'process-killed') return 'process'
  return outcome === 'unknown' ? 'unknown' : 'none'
}

const AS_IT_WAS: Readonly<Record<Harm, Answered>> = {
  none: {answer: 'yes', confidence: 0.95, because: 'Nothing was lost that the log shows.'},
  process: {answer: 'no', confidence: 0.95, because: 'A process was lost; the machine stayed up.'},
  machine: {answer: 'no', confidence: 0.95, because: 'The machine went down.'},
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

/** Answers with the verdict of the first layout that `names` accepts. */
function mirror(verdicts: readonly Verdict[], names: RegExp, option: string): Answered {
  const found = verdicts.find(({layout}) => names.test(layout))
  if (found === undefined)
    return {answer: 'unknown', confidence: 0.05, because: `Not judged: ask with --what-if ${option}.`}
  const {verdict, confidence, because} = found
  return {answer: answerOf(verdict, confidence), confidence, because}
}

const NOT_NEEDED: Answered = {
  answer: 'not-needed',
  confidence: 0.95,
  because: 'Nothing was lost, so there was nothing to avoid.',
}

/** Rungs from “as it was” to a full mirror: what each measure would have made of the incident. */
export function composeLadder(
  incident: Incident,
  verdicts: readonly Verdict[],
  tolerance: ToleranceVerdict,
): readonly LadderRung[] {
  const harm = harmOf(incident)
  const needed = (answered: Answered): Answered => (harm === 'none' ? NOT_NEEDED : answered)
  const beyondDimms = verdicts.some(({layout, verdict}) => layout === 'actual' && verdict === 'out-of-scope')
  return [
    rung('as-it-was', AS_IT_WAS[harm]),
    rung('newer-kernel', needed(newerKernel(tolerance))),
    rung('page-offline', needed(offlineRung(incident, beyondDimms))),
    rung('swap-in-time', needed(swapRung(incident, beyondDimms))),
    rung('partial-mirror', needed(mirror(verdicts, /^(?:partial|reliable):/, LADDER_LAYOUTS[0]))),
    rung('full-mirror', needed(mirror(verdicts, /^full$/, LADDER_LAYOUTS[1]))),
  ]
}
