import type {RowView, TableView} from '../errors/kernel-grade/table-view.js'
import {asWritten, type Say} from './language/speaker.js'

function rowLines(
  {row, grade, reason, says, condition, exception, poll, unreachable}: RowView,
  say: Say,
): readonly string[] {
  const named = reason === '' ? say(`(no reason string: ${says ?? ''})`) : reason
  const indent = ' '.repeat(14)
  const followed =
    unreachable === undefined
      ? [`exception: ${exception}`, ...(poll === undefined ? [] : [`polled: ${poll}`])]
      : [`never reached: ${unreachable}`]
  return [
    `${String(row).padStart(3)}  ${grade.padEnd(8)} ${named}`,
    ...[`when ${condition}`, ...followed].map(line => indent + say(line)),
  ]
}

/** A kernel's grade table as text: number, grade, reason, condition, what follows; the first row that matches wins. */
export const gradeTablePage = ({kernel, source, vendors, rows, notes}: TableView, say: Say = asWritten): string =>
  [
    say(`Linux ${kernel}, CPUs of ${vendors.join(', ')}: the first row that matches wins`),
    `${say('source')}: ${source}`,
    ...notes.map(say),
    '',
    ...rows.flatMap(row => rowLines(row, say)),
  ].join('\n')
