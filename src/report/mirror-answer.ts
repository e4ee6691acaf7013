import type {Verdict} from '../mirror/verdict.js'
import type {LadderRung} from '../tolerance/tolerance-verdict.js'
import type {JudgedIncident} from './analysis.js'
import type {Inline} from './document.js'
import {capital, percent} from './format.js'
import {actualVerdict} from './happened.js'
import {layoutPhrase, RUNG_ANSWERS, sureInBrackets, VERDICTS} from './words.js'

type Judged = Pick<JudgedIncident, 'verdicts' | 'ladder'>

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

/** One sentence: would a mirror have helped. */
export function mirrorSentence({verdicts, ladder}: Judged): string {
  const actual = actualVerdict(verdicts)
  const observed = actual && OBSERVED[actual.verdict]
  if (observed !== undefined) return observed
  const mirrors = ladder.filter(rung => rung.id === 'partial-mirror' || rung.id === 'full-mirror')
  const [partial, full] = ['partial-mirror', 'full-mirror'].map(id => mirrors.find(rung => rung.id === id))
  const yes =
    (partial && rungSentence('A mirror of kernel memory', partial)) ??
    (full && rungSentence('A full mirror', full)) ??
    fromVerdicts(verdicts)
  if (yes !== undefined) return yes
  const decisive = full ?? partial
  if (actual?.verdict === 'out-of-scope') return 'No mirror of memory would have helped: the error is not in the DIMMs.'
  if (decisive?.answer === 'not-needed' || actual?.verdict === 'not-evaluated') return 'No mirror was needed.'
  if (decisive?.answer === 'no' || decisive?.answer === 'unlikely')
    return `A full mirror would ${decisive.answer === 'no' ? '' : 'most likely '}not have absorbed it (${percent(decisive.confidence)}).`
  if (actual?.verdict === 'absorbed') return 'A mirror stood there to absorb it.'
  return 'Whether a mirror would have absorbed it cannot be told from what was logged.'
}

const MEASURES: readonly {readonly id: LadderRung['id']; readonly name: string}[] = [
  {id: 'partial-mirror', name: 'mirror of kernel memory (kernelcore=mirror)'},
  {id: 'full-mirror', name: 'full mirror'},
  {id: 'newer-kernel', name: 'newer kernel'},
]

/** The answer of the front page: each measure with its sign, word and confidence, the layout as it was first. */
export function mirrorAnswer({verdicts, ladder}: Judged): Inline[] {
  const parts: Inline[][] = []
  const actual = actualVerdict(verdicts)
  if (actual?.verdict === 'not-evaluated' && ladder.every(rung => rung.answer === 'not-needed'))
    return [`Not needed. ${actual.because}`]
  if (actual !== undefined) {
    const {word, sign, tone} = VERDICTS[actual.verdict]
    parts.push(['As it was: ', {badge: word, sign, tone}, sureInBrackets(actual)])
  }
  for (const {id, name} of MEASURES) {
    const rung = ladder.find(candidate => candidate.id === id)
    if (rung === undefined) continue
    const {word, sign, tone} = RUNG_ANSWERS[rung.answer]
    const sure = rung.answer === 'unknown' || rung.answer === 'not-needed' ? '' : `\u00a0(${percent(rung.confidence)})`
    parts.push([`${name}: `, {badge: word, sign, tone}, sure])
  }
  return parts.flatMap((part, index) => (index === 0 ? part : [' · ', ...part])).filter(part => part !== '')
}
