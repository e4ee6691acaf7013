import type {Explanation, RegisterSheet} from '../errors/explain-registers.js'
import type {MemoryError} from '../errors/memory-error.js'
import {describeError} from './describe-error.js'
import {mcaText, modelText} from './error-facts.js'
import {count, hex, printable} from './format.js'

/** What the fields of a code mean together with everything else that is known, by the name of the field. */
function decodedBy(error: MemoryError): Readonly<Record<string, string>> {
  const {mca, modelSpecific} = error
  const [code, model] = [mca === undefined ? '' : mcaText({mca}), modelSpecific === undefined ? '' : modelText(error)]
  return {MCACOD: code, ErrorCode: code, MSCOD: model, ErrorCodeExt: model}
}

const sheet = (
  {name, value, source, fields, invalid}: RegisterSheet,
  decoded: Readonly<Record<string, string>>,
): string[] => [
  '',
  `${name} = ${hex(value)}${invalid === undefined ? '' : ` (not valid: ${invalid})`}`,
  ...fields
    .filter(field => !(field.reserved && field.value === 0n))
    .map(field => {
      const bits = field.high === field.low ? `${field.high}` : `${field.high}:${field.low}`
      const says = field.says ?? decoded[field.field] ?? ''
      const said = says === '' ? field.meaning : `${field.meaning}: ${says}`
      return `  ${bits.padStart(5)}  ${field.field.padEnd(20)} ${hex(field.value).padEnd(12)} ${said}`
    }),
  `  source: ${source}`,
]

const listed = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map(line => `  ${line}`)]

/** A grade with the kernel's own reason, `PANIC "Processor context corrupt"`; the grade alone where no kernel gives one. */
const gradeText = ({grade, reasons}: Explanation['groups'][number]): string =>
  [grade, reasons.map(reason => `"${reason}"`).join(' or ')].filter(text => text !== '').join(' ')

function gradeLines({groups, kernelNotes}: Explanation): readonly string[] {
  const width = Math.max(...groups.map(({kernels}) => kernels.length), 0)
  const lines = groups.flatMap(group => [
    `${group.kernels.padEnd(width)}  ${gradeText(group)}`,
    ...(group.action === undefined ? [] : [`${' '.repeat(width)}  → ${group.action}`]),
  ])
  return [...lines, ...kernelNotes.map(note => `note: ${note}`)]
}

function walkLines({walk}: Explanation): readonly string[] {
  if (walk === undefined) return []
  const {kernel, row, rows, condition, passed, raised} = walk
  const number = (one: number) => String(one).padStart(2)
  return listed(`Why Linux ${kernel} decided so: the first of ${count(rows, 'row')} that matches wins`, [
    ...passed.map(({row: one, reason, found}) => `${number(one)}  no   ${reason}: here ${found}`),
    `${number(row)}  YES  it asks for: ${condition}`,
    ...(raised ? ['    this kernel makes PANIC of UC when kernel code was interrupted'] : []),
  ])
}

/** A register set explained as a page of text: verdict, what it means and why, next steps, every field with its source. */
export function explanationPage(explanation: Explanation): string {
  const {error, registers, severityBecause, readings, promises, next} = explanation
  const decoded = decodedBy(error)
  const {kernelGrade: _told, ...rest} = error
  const [, ...facts] = describeError(rest).split('\n')
  const width = Math.max(...readings.map(({name, value}) => name.length + value.length), 0) + 2
  return [
    `${error.severity}: ${severityBecause}`,
    ...facts,
    ...listed('What the hardware promises', promises),
    ...listed('What kernels make of it', gradeLines(explanation)),
    ...walkLines(explanation),
    ...listed('What to do', next),
    ...listed(
      'Taken as',
      readings.map(({name, value, because}) => `${`${name}: ${value}`.padEnd(width)}  (${because})`),
    ),
    ...registers.flatMap(one => sheet(one, decoded)),
  ]
    .map(line => printable(line))
    .join('\n')
}
