import {viewTables} from '../errors/kernel-grade/table-view.js'
import {EXIT} from '../exit-codes.js'
import {gradeTablePage} from '../report/grade-table-page.js'
import type {BaseCommand} from './_base-command.js'

/** Prints the grade tables that speak for a kernel release, as text or JSON; `all` for every kernel that is known. */
export function printGrades(command: BaseCommand, kernel: string, asJson: boolean): number {
  if (kernel !== 'all' && !/^\d{1,3}\.\d/.test(kernel))
    return command.refuse(`--grades ${kernel}: write a kernel release such as 6.12, 3.10-el7 or 4.18.0-553.el8, or all`)
  const {views, note} = viewTables(kernel === 'all' ? undefined : kernel)
  if (views.length === 0) return command.refuse(`--grades ${kernel}: ${note ?? 'no table is known'}`)
  const noted = note === undefined ? {} : {note}
  if (asJson) command.log(JSON.stringify({kernel, ...noted, tables: views}, null, 2))
  else
    command.log(
      [
        ...(note === undefined ? [] : [command.say(`note: ${note}`)]),
        ...views.map(view => gradeTablePage(view, text => command.say(text))),
      ].join('\n\n'),
    )
  return EXIT.done
}
