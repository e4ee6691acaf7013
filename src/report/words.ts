import type {ErrorUnit, MirrorEvidence, Severity} from '../errors/memory-error.js'
import type {Consumption, Outcome, Victim} from '../incidents/incident.js'
import type {Verdict, VerdictWord} from '../mirror/verdict.js'
import type {LadderRung, ToleranceVerdict} from '../tolerance/tolerance-verdict.js'
import type {Tone} from './document.js'
import {percent} from './format.js'

/** A verdict as people read it: a sign and a word that stand without colour, and the sentence that travels with them. */
export interface VerdictText {
  readonly word: string
  readonly sign: string
  readonly tone: Tone
  readonly sentence: string
}

/** The verdict words, the same in every face of the report. */
export const VERDICTS: Readonly<Record<VerdictWord, VerdictText>> = {
  'observed-absorbed': {
    word: 'absorbed',
    sign: '✔',
    tone: 'good',
    sentence: 'The mirror that was in place supplied the good copy, and the bad one was repaired: nothing was lost.',
  },
  'observed-redundancy-lost': {
    word: 'absorbed, redundancy lost',
    sign: '▲',
    tone: 'warn',
    sentence:
      'The mirror saved the data but gave up one copy: until repair the next uncorrected error there is not absorbed.',
  },
  absorbed: {
    word: 'absorbed',
    sign: '✔',
    tone: 'good',
    sentence: 'With this mirror the second copy would have supplied good data.',
  },
  'absorbed-degraded': {
    word: 'absorbed, redundancy lost',
    sign: '▲',
    tone: 'warn',
    sentence:
      'With this mirror the data would have been saved at the price of one copy: redundancy is gone until repair.',
  },
  'not-covered': {
    word: 'not covered',
    sign: '✖',
    tone: 'bad',
    sentence: 'A mirror can hold errors of this kind, but this layout keeps only one copy of the place that was hit.',
  },
  'out-of-scope': {
    word: 'out of a mirror’s reach',
    sign: '✖',
    tone: 'bad',
    sentence: 'The error is not in the DIMMs: no mirror of memory helps against it.',
  },
  contradiction: {
    word: 'contradiction',
    sign: '?',
    tone: 'warn',
    sentence:
      'The layout says that a whole mirror stood there, yet the error was uncorrected: part of the evidence is wrong, or both copies failed.',
  },
  'double-fault': {
    word: 'both copies failed',
    sign: '✖',
    tone: 'bad',
    sentence: 'The second copy was bad too, or had been given up before: the mirror had nothing left to supply.',
  },
  undeterminable: {
    word: 'cannot tell',
    sign: '?',
    tone: 'neutral',
    sentence: 'What was logged does not decide it: an answer would be a guess.',
  },
  'not-evaluated': {
    word: 'not evaluated',
    sign: '–',
    tone: 'neutral',
    sentence: 'The question does not arise: nothing uncorrected happened, or the event was a test.',
  },
}

/** Confidence as a word; its number stands beside it. */
export function confidenceWord(confidence: number): string {
  if (confidence >= 0.97) return 'certain'
  if (confidence >= 0.7) return 'most likely'
  return confidence >= 0.3 ? 'possible' : 'cannot tell'
}

/** Confidence as word and number, `most likely (75 %)`. */
export const confidenceText = (confidence: number): string => `${confidenceWord(confidence)} (${percent(confidence)})`

/** True for verdicts that say nothing of which one could be sure. */
const saysNothing = (word: VerdictWord): boolean => word === 'undeterminable' || word === 'not-evaluated'

/** How sure a verdict is, in brackets for the front page; empty for those that decide nothing. */
export const sureInBrackets = ({verdict, confidence}: Pick<Verdict, 'verdict' | 'confidence'>): string =>
  saysNothing(verdict) ? '' : `\u00a0(${percent(confidence)})`

/** A verdict's word and how sure it is, `not covered, most likely (95 %)`. */
export const sureVerdict = ({verdict, confidence}: Pick<Verdict, 'verdict' | 'confidence'>): string =>
  VERDICTS[verdict].word + (saysNothing(verdict) ? '' : `, ${confidenceText(confidence)}`)

/** Severity in plain words, the expert's term in brackets. */
export const SEVERITIES: Readonly<Record<Severity, string>> = {
  informational: 'informational',
  unknown: 'of unknown gravity',
  corrected: 'corrected (CE)',
  deferred: 'found and marked, not yet used (deferred)',
  ucna: 'uncorrected, found before anyone read it (UCNA)',
  srao: 'uncorrected, found before anyone read it (SRAO)',
  uncorrected: 'uncorrected (UE)',
  srar: 'uncorrected, and somebody read it (SRAR)',
  fatal: 'fatal',
}

/** Severity for a narrow column. */
export const SEVERITY_SHORT: Readonly<Record<Severity, string>> = {
  informational: 'informational',
  unknown: 'unknown',
  corrected: 'corrected',
  deferred: 'deferred',
  ucna: 'uncorrected (UCNA)',
  srao: 'uncorrected (SRAO)',
  uncorrected: 'uncorrected',
  srar: 'uncorrected (SRAR)',
  fatal: 'fatal',
}

/** Who touched the bad data. */
export const CONSUMERS: Readonly<Record<Consumption, string>> = {
  kernel: 'the kernel',
  user: 'a user process',
  guest: 'a virtual machine',
  scrubber: 'the patrol scrubber',
  firmware: 'the firmware',
  none: 'nobody',
  unknown: 'not known',
}

/** How it ended, for a column. */
export const OUTCOMES: Readonly<Record<Outcome, string>> = {
  panic: '✖ panic',
  reboot: '✖ reboot',
  'process-killed': '▲ process killed',
  'page-offlined': '▲ page taken out of use',
  recovered: '✔ recovered',
  logged: '✔ logged',
  injected: '– test injection',
  unknown: '? not in the log',
}

/** What was in the lost page. */
export const CONTENTS: Readonly<Record<Victim['content'], string>> = {
  kernel: 'kernel data',
  user: 'a process’s memory',
  'page-cache-clean': 'a clean file page (can be read again from disk)',
  'page-cache-dirty': 'a file page with unsaved changes',
  free: 'a free page',
  'huge-page': 'a huge page',
  guest: 'a virtual machine’s memory',
  'swap-cache': 'a page in the swap cache',
  unknown: 'not known',
}

/** The part of the machine an error was in. */
export const UNITS: Readonly<Record<ErrorUnit, string>> = {
  dram: 'memory',
  'memory-controller': 'memory controller',
  cache: 'processor cache',
  tlb: 'address translation (TLB)',
  core: 'processor core',
  interconnect: 'interconnect',
  io: 'I/O',
  cxl: 'CXL memory',
  firmware: 'firmware',
  thermal: 'thermal',
  unknown: 'unknown unit',
}

/** What the registers say about mirroring; three kinds of silence are three answers. */
export const MIRROR_EVIDENCE: Readonly<Record<MirrorEvidence, string>> = {
  failover: 'corrected from the mirror; a channel failed over',
  scrubbed: 'corrected from the mirror; the bad copy was repaired',
  secondary: 'the second copy of a mirror is in trouble',
  broken: 'the mirror is broken',
  none: 'read: no mirror event',
  'not-reported': 'this record has no field for it',
  undecoded: 'a field exists, its layout is not public',
}

/** An answer of the ladder as people read it. */
export interface RungText {
  readonly word: string
  readonly sign: string
  readonly tone: Tone
}

const CANNOT_TELL: RungText = {word: 'cannot tell', sign: '?', tone: 'neutral'}

/** The answers from the best to the worst; how sure each is picks the word, as with verdicts. */
export const RUNG_WORDS = {
  yes: {word: 'yes', sign: '✔', tone: 'good'},
  likely: {word: 'most likely yes', sign: '✔', tone: 'good'},
  maybe: {word: 'possibly yes', sign: '?', tone: 'warn'},
  maybeNot: {word: 'possibly not', sign: '?', tone: 'warn'},
  unlikely: {word: 'most likely not', sign: '✖', tone: 'bad'},
  no: {word: 'no', sign: '✖', tone: 'bad'},
  unknown: CANNOT_TELL,
  notNeeded: {word: 'not needed', sign: '–', tone: 'neutral'},
  held: {word: 'it was enough', sign: '✔', tone: 'good'},
  lost: {word: 'it was not enough', sign: '✖', tone: 'bad'},
} as const satisfies Readonly<Record<string, RungText>>

/** A rung's answer in words: sign, word and tone agree with its confidence. */
export function rungText({id, answer, confidence}: Pick<LadderRung, 'id' | 'answer' | 'confidence'>): RungText {
  if (answer === 'unknown') return CANNOT_TELL
  if (answer === 'not-needed') return RUNG_WORDS.notNeeded
  const isYes = answer === 'yes' || answer === 'likely'
  if (id === 'as-it-was') return isYes ? RUNG_WORDS.held : RUNG_WORDS.lost
  const sure = confidenceWord(confidence)
  if (sure === 'certain') return isYes ? RUNG_WORDS.yes : RUNG_WORDS.no
  if (sure === 'most likely') return isYes ? RUNG_WORDS.likely : RUNG_WORDS.unlikely
  if (sure === 'possible') return isYes ? RUNG_WORDS.maybe : RUNG_WORDS.maybeNot
  return CANNOT_TELL
}

/** True for an answer that carries no number: it was seen, nobody can tell, or there was nothing to avoid. */
export const isOpen = (rung: Pick<LadderRung, 'id' | 'answer' | 'confidence' | 'observed'>): boolean =>
  rung.observed === true || rungText(rung).tone === 'neutral'

/** How sure a rung's answer is, for a column: a share, `seen`, or a dash. */
export const rungSureness = (rung: Pick<LadderRung, 'id' | 'answer' | 'confidence' | 'observed'>): string => {
  if (rung.observed === true) return 'seen'
  return isOpen(rung) ? '–' : percent(rung.confidence)
}

/** Would better software have survived it. */
export const TOLERANCE: Readonly<Record<ToleranceVerdict['answer'], string>> = {
  'avoided-process-lost': 'the machine would have stayed up; a process would have been lost',
  'avoided-no-loss': 'nothing would have been lost',
  'not-avoidable-by-software': 'no kernel known survives this',
  'no-outage': 'there was no outage to avoid',
  unknown: 'not known',
}

/** A layout's name as part of a sentence: `the mirror as it was`, `a full mirror`. */
export function layoutPhrase(name: string): string {
  const [kind, share] = name.split(':')
  if (name === 'actual') return 'the layout as it was'
  if (name === 'none') return 'no mirror'
  if (name === 'full') return 'a full mirror'
  if (kind === 'partial' && share !== undefined) return `a partial mirror of ${share} % with kernel data in it`
  if (kind === 'reliable' && share !== undefined)
    return `a partial mirror of ${share} % with kernel data and page cache in it`
  return `the layout “${name}”`
}
