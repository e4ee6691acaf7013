import type {Verdict} from '../mirror/verdict.js'
import type {LadderRung} from '../tolerance/tolerance-verdict.js'
import type {JudgedIncident} from './analysis.js'
import type {Inline} from './document.js'
import {capital, percent} from './format.js'
import {actualVerdict} from './happened.js'
import {isUntold} from './told-by.js'
import {isOpen, layoutPhrase, rungText, sureInBrackets, VERDICTS} from './words.js'

type Judged = Pick<JudgedIncident, 'verdicts' | 'ladder'> &
  Partial<Pick<JudgedIncident, 'errors' | 'severity' | 'outcome'>>

const adverb = (confidence: number): string => {
  if (confidence >= 0.97) return 'would have absorbed it'
  return confidence >= 0.7 ? 'would most likely have absorbed it' : 'would possibly have absorbed it'
}

const OBSERVED: Partial<Readonly<Record<Verdict['verdict'], string>>> = {
  'observed-absorbed': 'The bad copy was repaired from the good one: the mirror is whole.',
  'observed-redundancy-lost': 'Until repair the next uncorrected error in that place is not absorbed.',
  contradiction:
    'The layout says that a whole mirror stood there: it should have absorbed this, and the evidence disagrees.',
  'double-fault': 'A mirror was in place and could not help: both copies failed.',
}

/** Nothing was lost, so no measure was needed. */
const isHarmless = (ladder: Judged['ladder']): boolean => {
  const measures = ladder.filter(rung => rung.id !== 'as-it-was')
  return measures.length > 0 && measures.every(rung => rung.answer === 'not-needed')
}

const rungSentence = (subject: string, rung: LadderRung): string | undefined =>
  rung.answer === 'yes' || rung.answer === 'likely'
    ? `${subject} ${adverb(rung.confidence)} (${percent(rung.confidence)}).`
    : undefined

const fromVerdicts = (verdicts: readonly Verdict[]): string | undefined => {
  const saving = verdicts.find(v => v.layout !== 'actual' && v.verdict.startsWith('absorbed'))
  return (
    saving && `${capital(layoutPhrase(saving.layout))} ${adverb(saving.confidence)} (${percent(saving.confidence)}).`
  )
}

const CANNOT_TELL = 'Whether a mirror would have absorbed it cannot be told from what was logged.'

/** One sentence: would a mirror have helped. */
export function mirrorSentence(incident: Judged): string {
  const {verdicts, ladder} = incident
  const actual = actualVerdict(verdicts)
  const observed = actual && OBSERVED[actual.verdict]
  if (observed !== undefined) return observed
  const mirrors = ladder.filter(rung => rung.id === 'partial-mirror' || rung.id === 'full-mirror')
  const [partial, full] = ['partial-mirror', 'full-mirror'].map(id => mirrors.find(rung => rung.id === id))
  if (isHarmless(ladder) && isUntold(incident)) return fromVerdicts(verdicts) ?? CANNOT_TELL
  if (isHarmless(ladder)) return 'No mirror was needed: the log shows no loss.'
  const atHand = ladder.find(rung => rung.id === 'kernelcore-mirror')
  const yes =
    (atHand &&
      rungSentence('The mirrored memory that this machine has, used by the kernel (kernelcore=mirror),', atHand)) ??
    (partial && rungSentence('A mirror of kernel memory', partial)) ??
    (full && rungSentence('A full mirror', full)) ??
    fromVerdicts(verdicts)
  if (yes !== undefined) return yes
  const decisive = full ?? partial
  if (actual?.verdict === 'out-of-scope') return 'No mirror of memory would have helped: the error is not in the DIMMs.'
  if (actual?.verdict === 'not-evaluated') return 'No mirror was needed.'
  if (decisive !== undefined && (decisive.answer === 'no' || decisive.answer === 'unlikely') && !isOpen(decisive))
    return `${decisive === full ? 'A full mirror' : 'A mirror of kernel memory'} ${adverb(decisive.confidence).replace('have', 'not have')} (${percent(decisive.confidence)}).`
  if (actual?.verdict === 'absorbed') return 'A mirror stood there to absorb it.'
  return CANNOT_TELL
}

const MEASURES: readonly {readonly id: LadderRung['id']; readonly name: string}[] = [
  {id: 'partial-mirror', name: 'mirror of kernel memory (kernelcore=mirror)'},
  {id: 'full-mirror', name: 'full mirror'},
  {id: 'newer-kernel', name: 'newer kernel'},
]

const actualPart = (actual: Verdict): Inline[] => {
  const {word, sign, tone} = VERDICTS[actual.verdict]
  return ['As it was: ', {badge: word, sign, tone}, sureInBrackets(actual)]
}

const verdictPart = (verdict: Verdict): Inline[] => {
  const {word, sign, tone} = VERDICTS[verdict.verdict]
  return [`${layoutPhrase(verdict.layout)}: `, {badge: word, sign, tone}, sureInBrackets(verdict)]
}

const saves = (rung: LadderRung | undefined): boolean => rung !== undefined && rungText(rung).tone === 'good'

/** The mirror at hand is named where using it would have helped; where it would not, a mirror at all is the question. */
function measuresFor(ladder: Judged['ladder']): typeof MEASURES {
  const atHand = ladder.find(rung => rung.id === 'kernelcore-mirror')
  if (!saves(atHand)) return MEASURES
  const [, ...others] = MEASURES
  return [{id: 'kernelcore-mirror', name: 'the mirror at hand, used (kernelcore=mirror)'}, ...others]
}

function measureParts(ladder: Judged['ladder']): Inline[][] {
  return measuresFor(ladder).flatMap(({id, name}): Inline[][] => {
    const rung = ladder.find(candidate => candidate.id === id)
    if (rung === undefined) return []
    const {word, sign, tone} = rungText(rung)
    return [[`${name}: `, {badge: word, sign, tone}, isOpen(rung) ? '' : `\u00a0(${percent(rung.confidence)})`]]
  })
}

const joined = (parts: readonly Inline[][]): Inline[] =>
  parts.flatMap((part, index) => (index === 0 ? part : [' · ', ...part])).filter(part => part !== '')

/** The answer of the front page: the layout as it was, then each measure, with sign, word and confidence. */
export function mirrorAnswer(incident: Judged): Inline[] {
  const {verdicts, ladder} = incident
  const actual = actualVerdict(verdicts)
  if (actual?.verdict === 'not-evaluated' && isHarmless(ladder)) return [`Not needed. ${actual.because}`]
  const first = actual === undefined ? [] : [actualPart(actual)]
  if (!isHarmless(ladder)) return joined([...first, ...measureParts(ladder)])
  if (actual?.verdict.startsWith('observed') === true) return joined(first)
  const asked = verdicts.filter(({layout, verdict}) => layout !== 'actual' && verdict !== 'not-evaluated')
  const parts = joined([...first, ...asked.map(verdictPart)])
  return isUntold(incident) ? parts : ['Not needed: the log shows no loss. ', ...parts]
}
