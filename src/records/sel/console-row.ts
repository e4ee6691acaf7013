import {meaningOfWords} from '../memory-words.js'
import {readWrittenStamp, readWrittenTime} from '../written-time.js'
import type {SelEntry} from './sel-entry.js'
import {splitCells} from './sel-row.js'

//   "Warning","2019-05-01 12:00:01","MEM0701","Correctable memory error rate exceeded for DIMM_A1."
//   5,Error,system,05/02/2019 13:04:12,FQXSFMA0002M,An uncorrectable memory error has been detected on DIMM 5 at address 0x1f40.

/** HPE's log has words of its own, and two stamps with a count behind them. */
const FOREIGN =
  /(?:"?\d\d\/\d\d\/\d{4} \d\d:\d\d(?::\d\d)?"?,){2}"?\d{1,6}"?,|\b(?:Slot|Board|Processor) \d{1,2}, (?:Memory Module|DIMM) \d|\bIML\b|\bMain Memory\b/

/** What grades a row, or codes it: `Critical`, `MEM0701`, `FQXSFMA0002M`, `UEFI0107`. */
const GRADE =
  /^(?:Critical|Warning|Error|Major|Minor|Info(?:rmational?)?|Information|OK|Fatal|Non-?Critical|[EWI]|(?:MEM|UEFI|FQX[A-Z]{3})\d{3,5}[A-Z]?|Assert(?:ed|ion)?|Deassert(?:ed|ion)?)$/i

const MEMORY = /\bDIMM|\bmemory\b|\bmirror/i

const MOST_CELLS = 24

const timeIn = (cells: readonly string[]): SelEntry['time'] => {
  for (const [index, cell] of cells.entries()) {
    const time = readWrittenStamp(cell, 'month-first') ?? readWrittenTime(cell, cells[index + 1] ?? '', 'month-first')
    if (time) return time
  }
  return undefined
}

/** A row of a management console's export about memory: a date, a grade or a code, and the words, in any order. */
export const readConsoleRow = (text: string): SelEntry | undefined => {
  if (text.length > 1000 || FOREIGN.test(text) || !MEMORY.test(text)) return undefined
  const cells = splitCells(text)
  if (cells.length < 3 || cells.length > MOST_CELLS || !cells.some(cell => GRADE.test(cell))) return undefined
  const time = timeIn(cells)
  const event = cells.findLast(cell => MEMORY.test(cell) && meaningOfWords(cell) !== undefined)
  if (time === undefined || event === undefined) return undefined
  const id = /^\d{1,6}$/.exec(cells[0] ?? '')?.[0] ?? ''
  const sensor = cells.find(cell => GRADE.test(cell) && /\d/.test(cell)) ?? 'memory'
  const asserted = !cells.some(cell => /\bdeassert/i.test(cell))
  return {id, time, sensor, type: 'Memory', event, asserted, fields: {row: cells.join(' | ')}}
}
