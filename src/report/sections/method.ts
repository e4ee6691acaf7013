import {CONFIDENCE_VERSION} from '../../mirror/confidence.js'
import type {VerdictWord} from '../../mirror/verdict.js'
import {TOLERANCE_VERSION} from '../../tolerance/tolerance-table.js'
import type {Analysis} from '../analysis.js'
import {type Block, defineSection, type Inline} from '../document.js'
import {bytes, count, group, printable, shorten} from '../format.js'
import {VERDICTS} from '../words.js'

const STEPS: readonly string[] = [
  'Every line that any known reporter writes was looked at; the wrapper that says who and when was taken off.',
  'Registers were decoded for the processor the log names, never for the one this tool runs on.',
  'Tellings of one error by several layers were joined; errors close in time and place became incidents.',
  'Each incident was held against the mirror layout the log shows, and against hypothetical ones, by rules that each give one opinion; a fixed order of precedence decides, and all opinions stay in the report.',
  'Rates count incidents, not lines; every estimate is an interval.',
  `Confidence numbers are those of table version ${CONFIDENCE_VERSION}, kernel tolerance those of table version ${TOLERANCE_VERSION}.`,
]

const WORDS: readonly (readonly [string, string])[] = [
  ['corrected error (CE)', 'hardware repaired the data; nothing was lost'],
  ['uncorrected error (UE)', 'hardware noticed that data was bad and could not repair it'],
  ['SRAR', 'uncorrected, and the processor needed the data: somebody must act at once'],
  ['SRAO, UCNA, deferred', 'uncorrected, found before anyone used the data'],
  ['patrol scrub', 'the controller reads all memory now and then to find errors early'],
  ['mirror', 'each line of memory is kept twice, on two channels'],
  ['partial mirror', 'only some ranges are kept twice; the kernel is told to live in them (kernelcore=mirror)'],
  ['failover', 'a mirror gave up one copy for good; data is safe, redundancy is gone'],
  ['certain · most likely · possible · cannot tell', 'at least 97 % · at least 70 % · at least 30 % · less'],
]

const VERDICT_ORDER: readonly VerdictWord[] = [
  'observed-absorbed',
  'observed-redundancy-lost',
  'absorbed',
  'absorbed-degraded',
  'not-covered',
  'out-of-scope',
  'contradiction',
  'double-fault',
  'undeterminable',
  'not-evaluated',
]

const verdictRow = (word: VerdictWord): readonly (readonly Inline[])[] => {
  const {sign, tone, sentence, word: said} = VERDICTS[word]
  return [[{badge: said, sign, tone}], [{code: word}], [sentence]]
}

/** Numbers of the confidence table that the user replaced: which, from what, to what, by which file. */
function replaced({replacedConfidence}: Analysis): Block[] {
  if (replacedConfidence === undefined || replacedConfidence.numbers.length === 0) return []
  const {numbers} = replacedConfidence
  return [
    {
      block: 'table',
      caption: `Replaced by the user: ${count(numbers.length, 'confidence number')}`,
      head: ['Number', 'Built in', 'Used here'],
      rows: numbers.map(({number, from, to}) => [[{code: number}], [String(from)], [String(to)]]),
      numeric: [1, 2],
    },
  ]
}

/** Inputs with a row of their own. */
const ROWS = 100

function inputTable({inputs}: Analysis): Block[] {
  const left = inputs.length - ROWS
  const table: Block = {
    block: 'table',
    caption: `Read: ${count(inputs.length, 'input')}`,
    head: ['Input', 'Size', 'Lines', 'Wrapper', 'Vocabularies', 'SHA-256'],
    rows: inputs
      .slice(0, ROWS)
      .map(input => [
        [shorten(printable(input.name), 120)],
        [bytes(input.bytes)],
        [group(input.lines)],
        [input.envelope ?? '–'],
        [input.dialects.join(', ') || '–'],
        [{code: input.sha256.slice(0, 16)}],
      ]),
    numeric: [1, 2],
  }
  return left > 0 ? [table, {block: 'paragraph', text: [`And ${count(left, 'input')} more.`]}] : [table]
}

const verdictWords: Block = {
  block: 'details',
  summary: 'Verdict words',
  blocks: [
    {
      block: 'table',
      caption: 'What each verdict means',
      head: ['Verdict', 'In the JSON', 'Meaning'],
      rows: VERDICT_ORDER.map(verdictRow),
    },
  ],
}

const fieldWords: Block = {
  block: 'details',
  summary: 'Words of the field',
  blocks: [{block: 'facts', facts: WORDS.map(([name, value]) => ({name, value: [value]}))}],
}

const estimates = ({risk}: Analysis): Block[] => {
  const [first] = risk.hosts
  if (first === undefined) return []
  const {draws, seed, priorsVersion} = first
  const text = `Estimates: ${group(draws)} draws, seed ${seed}, priors ${priorsVersion}. The same input gives the same numbers.`
  return [{block: 'paragraph', text: [text]}]
}

/** How this was got: steps, verdict words, glossary, inputs with their checksums, priors. */
export default defineSection({
  id: 'method',
  title: 'Method and words',
  order: 100,
  depth: 'full',
  compose: (analysis): Block[] => [
    {block: 'list', items: STEPS.map(step => [step])},
    ...replaced(analysis),
    ...estimates(analysis),
    ...inputTable(analysis),
    verdictWords,
    fieldWords,
  ],
})
