import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {tellCounters} from '../error-counter.js'

// edac-util -v:
//   mc0: csrow0: ch0: 3 Corrected Errors
//   mc1: csrow2: mc#1csrow#2channel#0: 0 Uncorrected Errors
//   mc0: 0 Uncorrected Errors with no DIMM info
// edac-util --report=full:
//   mc0:csrow0:CPU_SrcID#0_Channel#0_DIMM#0:CE:3
// ras-mc-ctl --error-count:
//   Label                 CE      UE
//   mc#0csrow#0channel#0  3       0
// Running totals since the driver was loaded: counters of the platform, not events; zero says nothing happened.

const ID = 'edac-util'

const ROW =
  /^mc(\d{1,4}): (?:((?:csrow|rank|dimm)\d{1,4}): )?(?:(\S.{0,80}?): )?(\d{1,10}) (Corrected|Uncorrected) Errors?(?: with no DIMM info)?$/
const FULL = /^mc(\d{1,4}):(\w{1,20}):(\S[^:]{0,80}):(CE|UE):(\d{1,10})$/

/** The head of a table of counters, under which every row is a label and two numbers. */
const TABLE_HEAD = /^Label\s+CE\s+UE$/
const TABLE_ROW = /^(\S.{0,80}?)\s+(\d{1,10})\s+(\d{1,10})$/
const TABLE = 'table'

const WORDS = {CE: 'Corrected', UE: 'Uncorrected', Corrected: 'Corrected', Uncorrected: 'Uncorrected'} as const

const isWord = (text: string | undefined): text is keyof typeof WORDS =>
  text !== undefined && Object.hasOwn(WORDS, text)

const scopeOf = (...parts: readonly (string | undefined)[]): string =>
  parts.filter(part => part !== undefined).join(' ')

/** The row of an open table; ends it at the first line that is none. */
function readTableRow(
  line: Parameters<typeof tellCounters>[0][number]['lines'][number],
  text: string,
  open: OpenFrames<true>,
) {
  const [, scope = '', corrected, uncorrected] = TABLE_ROW.exec(text) ?? []
  if (corrected === undefined) {
    if (text !== '') open.drop(TABLE)
    return undefined
  }
  open.write(TABLE, true)
  const row = {lines: [line], scope}
  return tellCounters(
    [
      {...row, word: 'Corrected', count: Number(corrected)},
      {...row, word: 'Uncorrected', count: Number(uncorrected)},
    ],
    ID,
  )
}

/** Counters of the memory controllers as the two tools list them. */
export default defineDialect<true>({
  id: ID,
  title: 'edac-util and ras-mc-ctl --error-count: counters of the memory controllers',
  literals: [' Corrected Errors', ' Uncorrected Errors', 'Corrected Error with', ':CE:', ':UE:', 'Label '],
  samples: [
    'mc0: csrow0: ch0: 3 Corrected Errors',
    'mc1: csrow2: mc#1csrow#2channel#0: 1 Uncorrected Errors',
    'mc0:csrow0:CPU_SrcID#0_Channel#0_DIMM#0:CE:3',
    'Label                 CE      UE',
  ],
  read(line, open): DialectOutput | undefined {
    const text = line.text.trim()
    const [, controller, row, name, total = '', word] = ROW.exec(text) ?? []
    if (isWord(word))
      return tellCounters(
        [{lines: [line], scope: scopeOf(`mc${controller}`, row, name), word: WORDS[word], count: Number(total)}],
        ID,
      )
    const [, number, place, label, kind, count = ''] = FULL.exec(text) ?? []
    if (isWord(kind))
      return tellCounters(
        [{lines: [line], scope: scopeOf(`mc${number}`, place, label), word: WORDS[kind], count: Number(count)}],
        ID,
      )
    if (TABLE_HEAD.test(text)) {
      open.write(TABLE, true)
      return {}
    }
    return open.read(TABLE) === undefined ? undefined : readTableRow(line, text, open)
  },
  close: () => ({}),
})
