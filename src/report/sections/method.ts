import type {VerdictWord} from '../../mirror/verdict.js'
import {type Block, defineSection, type Inline} from '../document.js'
import {bytes, count, group, printable, shorten} from '../format.js'
import {VERDICTS} from '../words.js'

const STEPS: readonly string[] = [
  'Every line that any known reporter writes was looked at; the wrapper that says who and when was taken off.',
  'Registers were decoded for the processor the log names, never for the one this tool runs on.',
  'Tellings of one error by several layers were joined; errors close in time and place became incidents.',
  'Each incident was held against the mirror layout the log shows, and against hypothetical ones, by rules that each give one opinion; a fixed order of precedence decides, and all opinions stay in the report.',
  'Rates count incidents, not lines; every estimate is an interval.',
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

const verdictRow = (word: VerdictWord): readonly (readonly Inline[])[] => {
  const {sign, tone, sentence, word: said} = VERDICTS[word]
  return [[{badge: said, sign, tone}], [{code: word}], [sentence]]
}

/** How this was got: steps, verdict words, glossary, inputs with their checksums, priors. */
export default defineSection({
  id: 'method',
  title: 'Method and words',
  order: 100,
  depth: 'full',
  compose: (analysis): Block[] => {
    const [risk] = analysis.risk.hosts
    return [
      {block: 'list', items: STEPS.map(step => [step])},
      ...(risk === undefined
        ? []
        : [
            {
              block: 'paragraph' as const,
              text: [
                `Estimates: ${group(risk.draws)} draws, seed ${risk.seed}, priors ${risk.priorsVersion}. The same input gives the same numbers.`,
              ],
            },
          ]),
      {
        block: 'table',
        caption: `Read: ${count(analysis.inputs.length, 'input')}`,
        head: ['Input', 'Size', 'Lines', 'Wrapper', 'Vocabularies', 'SHA-256'],
        rows: analysis.inputs
          .slice(0, 100)
          .map(input => [
            [shorten(printable(input.name), 120)],
            [bytes(input.bytes)],
            [group(input.lines)],
            [input.envelope ?? '–'],
            [input.dialects.join(', ') || '–'],
            [{code: input.sha256.slice(0, 16)}],
          ]),
        numeric: [1, 2],
      },
      ...(analysis.inputs.length > 100
        ? [{block: 'paragraph' as const, text: [`And ${count(analysis.inputs.length - 100, 'input')} more.`]}]
        : []),
      {
        block: 'details',
        summary: 'Verdict words',
        blocks: [
          {
            block: 'table',
            caption: 'What each verdict means',
            head: ['Verdict', 'In the JSON', 'Meaning'],
            rows: [
              verdictRow('observed-absorbed'),
              verdictRow('observed-redundancy-lost'),
              verdictRow('absorbed'),
              verdictRow('absorbed-degraded'),
              verdictRow('not-covered'),
              verdictRow('out-of-scope'),
              verdictRow('contradiction'),
              verdictRow('double-fault'),
              verdictRow('undeterminable'),
              verdictRow('not-evaluated'),
            ],
          },
        ],
      },
      {
        block: 'details',
        summary: 'Words of the field',
        blocks: [{block: 'facts', facts: WORDS.map(([name, value]) => ({name, value: [value]}))}],
      },
    ]
  },
})
