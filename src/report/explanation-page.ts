import type {Explanation, RegisterSheet} from '../errors/explain-registers.js'
import type {MemoryError} from '../errors/memory-error.js'
import {cells, padCells} from './cells.js'
import {describeError} from './describe-error.js'
import {mcaText, modelText} from './error-facts.js'
import {count, hex, printable} from './format.js'
import {asWritten, type Say} from './language/speaker.js'

/** What the fields of a code mean together with everything else that is known, by the name of the field. */
function decodedBy(error: MemoryError): Readonly<Record<string, string>> {
  const {mca, modelSpecific} = error
  const [code, model] = [mca === undefined ? '' : mcaText({mca}), modelSpecific === undefined ? '' : modelText(error)]
  return {MCACOD: code, ErrorCode: code, MSCOD: model, ErrorCodeExt: model}
}

/** A register's name and value, its fields line by line, and the manual. */
export const sheet = (
  {name, value, source, fields, invalid}: RegisterSheet,
  decoded: Readonly<Record<string, string>>,
  say: Say,
): string[] => [
  '',
  `${name} = ${hex(value)}${invalid === undefined ? '' : say(` (not valid: ${invalid})`)}`,
  ...fields
    .filter(field => !(field.reserved && field.value === 0n))
    .map(field => {
      const bits = field.high === field.low ? `${field.high}` : `${field.high}:${field.low}`
      const says = field.says ?? decoded[field.field] ?? ''
      const said =
        says === '' ? say(field.meaning) : say(`${field.meaning}: `) + (field.says === undefined ? says : say(says))
      return `  ${bits.padStart(5)}  ${field.field.padEnd(20)} ${hex(field.value).padEnd(12)} ${said}`
    }),
  `  ${say('source')}: ${source}`,
]

/** A titled block of lines; nothing where there are none. */
export const listed = (title: string, lines: readonly string[], say: Say): readonly string[] =>
  lines.length === 0 ? [] : ['', say(title), ...lines.map(line => `  ${line}`)]

/** A grade with the kernel's own reason, `PANIC "Processor context corrupt"`; the grade alone where no kernel gives one. */
const gradeText = ({grade, reasons}: Explanation['groups'][number], say: Say): string =>
  [grade, reasons.map(reason => `"${reason}"`).join(say(' or '))].filter(text => text !== '').join(' ')

function gradeLines({groups, kernelNotes}: Explanation, say: Say): readonly string[] {
  const width = Math.max(...groups.map(({kernels}) => cells(say(kernels))), 0)
  const lines = groups.flatMap(group => [
    `${padCells(say(group.kernels), width)}  ${gradeText(group, say)}`,
    ...(group.action === undefined ? [] : [`${' '.repeat(width)}  → ${say(group.action)}`]),
  ])
  return [...lines, ...kernelNotes.map(note => say(`note: ${note}`))]
}

function walkLines({walk}: Explanation, say: Say): readonly string[] {
  if (walk === undefined) return []
  const {kernel, row, rows, condition, passed, raised} = walk
  const number = (one: number) => String(one).padStart(2)
  const lines = [
    ...passed.map(
      ({row: one, reason, found}) => `${number(one)}  ${padCells(say('no'), 3)}  ${reason}${say(`: here ${found}`)}`,
    ),
    `${number(row)}  ${padCells(say('YES'), 3)}  ${say(`it asks for: ${condition}`)}`,
    ...(raised ? [`    ${say('this kernel makes PANIC of UC when kernel code was interrupted')}`] : []),
  ]
  return listed(`Why Linux ${kernel} decided so: the first of ${count(rows, 'row')} that matches wins`, lines, say)
}

/** Of what was taken as given or was assumed: name and value, and why. */
function readingLines({readings}: Explanation, say: Say): readonly string[] {
  const told = readings.map(({name, value, because}) => ({
    head: `${say(name)}: ${say(value)}`,
    why: `  (${say(because)})`,
  }))
  const width = Math.max(...told.map(({head}) => cells(head)), 0)
  return told.map(({head, why}) => padCells(head, width) + why)
}

/** A register set explained as a page of text: verdict, what it means and why, next steps, every field with its source. */
export function explanationPage(explanation: Explanation, say: Say = asWritten): string {
  const {error, registers, severityBecause, promises, next} = explanation
  const decoded = decodedBy(error)
  const {kernelGrade: _told, ...rest} = error
  const [, ...facts] = describeError(rest, say).split('\n')
  return [
    say(`${error.severity}: ${severityBecause}`),
    ...facts,
    ...listed('What the hardware promises', promises.map(say), say),
    ...listed('What kernels make of it', gradeLines(explanation, say), say),
    ...walkLines(explanation, say),
    ...listed('What to do', next.map(say), say),
    ...listed('Taken as', readingLines(explanation, say), say),
    ...registers.flatMap(one => sheet(one, decoded, say)),
  ]
    .map(line => printable(line))
    .join('\n')
}
