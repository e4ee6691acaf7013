import type {RowView, TableView} from '../errors/kernel-grade/table-view.js'

function rowLines({row, grade, reason, says, condition, exception, poll, unreachable}: RowView): readonly string[] {
  const named = reason === '' ? `(no reason string: ${says ?? ''})` : reason
  const indent = ' '.repeat(14)
  const followed =
    unreachable === undefined
      ? [`exception: ${exception}`, ...(poll === undefined ? [] : [`polled: ${poll}`])]
      : [`never reached: ${unreachable}`]
  return [
    `${String(row).padStart(3)}  ${grade.padEnd(8)} ${named}`,
    `${indent}when ${condition}`,
    ...followed.map(line => `${indent}${line}`),
  ]
}

/** A kernel's grade table as text: number, grade, reason, condition, what follows; the first row that matches wins. */
export const gradeTablePage = ({kernel, source, vendors, rows, notes}: TableView): string =>
  [
    `Linux ${kernel}, CPUs of ${vendors.join(', ')}: the first row that matches wins`,
    `source: ${source}`,
    ...notes,
    '',
    ...rows.flatMap(rowLines),
  ].join('\n')
