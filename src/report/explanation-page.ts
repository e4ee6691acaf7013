import type {Explanation, RegisterSheet} from '../errors/explain-registers.js'
import {describeError} from './describe-error.js'
import {hex, printable} from './format.js'

const sheet = ({name, value, source, fields}: RegisterSheet): readonly string[] => [
  '',
  `${name} = ${hex(value)}`,
  ...fields
    .filter(field => !(field.reserved && field.value === 0n))
    .map(field => {
      const bits = field.high === field.low ? `${field.high}` : `${field.high}:${field.low}`
      const said = field.says === undefined ? field.meaning : `${field.meaning}: ${field.says}`
      return `  ${bits.padStart(5)}  ${field.field.padEnd(20)} ${hex(field.value).padEnd(12)} ${said}`
    }),
  `  source: ${source}`,
]

const listed = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map(line => `  ${line}`)]

/** A register set explained as a page of text: verdict, fields with their sources, grades, promises, next steps. */
export function explanationPage(explanation: Explanation): string {
  const {error, registers, severityBecause, grades, assumptions, promises, next} = explanation
  const [, ...facts] = describeError(error).split('\n')
  return [
    `${error.severity}: ${severityBecause}`,
    ...facts,
    ...registers.flatMap(sheet),
    ...listed(
      'What kernels make of it',
      grades.map(
        ({kernel, grade, reason, outcome}) => `${kernel.padEnd(10)} ${grade.padEnd(8)} ${reason} → ${outcome}`,
      ),
    ),
    ...listed('Assumed', assumptions),
    ...listed('What the hardware promises', promises),
    ...listed('What to do', next),
  ]
    .map(line => printable(line))
    .join('\n')
}
