import type {LogLine} from '../../logs/log-line.js'
import {wholeWords} from '../cut-word.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {readQueryRow} from '../rasdaemon-text/query-row.js'
import {
  beginsSummaryRow,
  isHeading,
  isWholeSummaryRow,
  type SummaryRow,
  tellSummary,
} from '../rasdaemon-text/summary-row.js'
import {tellRow} from '../rasdaemon-text/table-row.js'
import {readWrittenStamp} from '../written-time.js'

// ras-mc-ctl --errors
//   1 2024-12-19 03:59:55 +0000 error: Corrected error, no action required., CPU 2, bank …, status=0x9c2040000000011b, …
//   1 2024-12-19 03:59:55 +0000 1 Corrected error(s): memory read error at CPU_SrcID#0_Ha#0_Chan#0_DIMM#0 location: 0:0:0:-1, addr 12345, grain 5, syndrome 0 area:DRAM …
// ras-mc-ctl --summary
//   Uncorrected on DIMM Label(s): 'SOCKET 1 CHANNEL 1 DIMM 0 DIMM1' location: 0:18:-1:-1 errors: 1

const ID = 'ras-mc-ctl'

/** A row that the next line may go on with. */
interface OpenRow {
  readonly lines: readonly LogLine[]
  readonly text: string
}

/** What stands open: a row of the list, one of the summary; the summary's heading and its rows; that the list was seen. */
type Frame =
  | {readonly row: OpenRow}
  | {readonly total: SummaryRow}
  | {readonly heading: string; readonly totals: readonly SummaryRow[]}
  | {readonly listed: true}

const ROW = 'row'
const TOTAL = 'total'
const SUMMARY = 'summary'
const LISTED = 'listed'

/** The stamp may have been taken out by whoever shows the list. */
const LIST_ROW =
  /^\d{1,12} (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?: [+-]\d{4})?|\.{2,3}|…) (?=\d+ [A-Z]|error: |[0-9a-f]{4,6}:)(.*)$/s

/** Lines one row may be broken into, and characters of which it consists at most. */
const MOST_LINES = 16

/** Physical lines between two of one row: every line of the host is looked at, lines of other hosts stand between. */
const NEAR_LINES = 8

/** A line that stands alone: blank, a heading, `No … errors.`, a shell's prompt. */
const STANDS_ALONE = /^$|^No .{1,40}\.$|^[A-Z].{1,60} (?:events|summary|errors):$|[$#] ras-mc-ctl/

function goesOn({lines}: OpenRow, line: LogLine, text: string): boolean {
  const last = lines.at(-1)
  if (last === undefined || lines.length >= MOST_LINES) return false
  if (line.position.line - last.position.line > NEAR_LINES) return false
  return line.envelope.time.basis === 'none' && !STANDS_ALONE.test(text)
}

const join = (above: string, below: string): string => `${above}${/^[,.]/.test(below) ? '' : ' '}${below}`

/** Registers are printed with 16 digits when they need them, smaller fields with 8. */
const ENDS_WHOLE = /=0x[0-9a-f]{16}$|\b(?:bank|cpu|cpuid|apicid|socketid|cs|microcode|mcgcap|walltime)=0x[0-9a-f]{8}$/i

function tellListRow({lines, text}: OpenRow): DialectOutput {
  const last = lines.at(-1)
  if (last === undefined) return {}
  const whole = wholeWords(last, text, row => ENDS_WHOLE.test(row))
  const [, date = '', rest = ''] = LIST_ROW.exec(whole.text) ?? []
  const row = readQueryRow(rest, whole.notices.length === 0)
  const told = row === undefined ? {} : tellRow({...row, time: readWrittenStamp(date, 'unknown')}, lines, ID)
  return {...told, notices: whole.notices}
}

/** Keeps a total until the summary ends: where the list is printed too, it tells the same errors one by one. */
function keepTotal(total: SummaryRow, open: OpenFrames<Frame>): void {
  const frame = open.read(SUMMARY)
  const before = frame !== undefined && 'totals' in frame ? frame : {heading: total.heading, totals: []}
  open.write(SUMMARY, {heading: before.heading, totals: [...before.totals, total]})
}

/** Keeps a whole total, or leaves one without its count to the next line. */
function placeTotal(total: SummaryRow, open: OpenFrames<Frame>): void {
  if (isWholeSummaryRow(total.text, total.heading)) {
    open.drop(TOTAL)
    keepTotal(total, open)
  } else open.write(TOTAL, {total})
}

const headingOf = (open: OpenFrames<Frame>): string => {
  const frame = open.read(SUMMARY)
  return frame !== undefined && 'heading' in frame ? frame.heading : ''
}

function setHeading(heading: string, open: OpenFrames<Frame>): void {
  const frame = open.read(SUMMARY)
  open.write(SUMMARY, {heading, totals: frame !== undefined && 'totals' in frame ? frame.totals : []})
}

/** Ends whatever row stands open; gives what it told. */
function settle(open: OpenFrames<Frame>): DialectOutput | undefined {
  const total = open.read(TOTAL)
  if (total !== undefined && 'total' in total) {
    open.drop(TOTAL)
    keepTotal(total.total, open)
  }
  const row = open.read(ROW)
  if (row === undefined || !('row' in row)) return undefined
  open.drop(ROW)
  const told = tellListRow(row.row)
  if ((told.records?.length ?? 0) > 0) {
    open.write(LISTED, {listed: true})
    open.drop(SUMMARY)
  }
  return told
}

function extendRow(line: LogLine, text: string, open: OpenFrames<Frame>): boolean {
  const frame = open.read(ROW)
  if (frame === undefined || !('row' in frame) || !goesOn(frame.row, line, text)) return false
  open.write(ROW, {row: {lines: [...frame.row.lines, line], text: join(frame.row.text, text)}})
  return true
}

function extendTotal(line: LogLine, text: string, open: OpenFrames<Frame>): boolean {
  const frame = open.read(TOTAL)
  if (frame === undefined || !('total' in frame) || !goesOn(frame.total, line, text)) return false
  placeTotal({...frame.total, lines: [...frame.total.lines, line], text: join(frame.total.text, text)}, open)
  return true
}

/** Begins a row or a section; undefined when the line begins neither. */
function begin(line: LogLine, text: string, open: OpenFrames<Frame>): boolean {
  const [, , rest] = LIST_ROW.exec(text) ?? []
  if (rest !== undefined) {
    open.write(ROW, {row: {lines: [line], text}})
    return true
  }
  if (isHeading(text)) {
    setHeading(text, open)
    return true
  }
  if (!beginsSummaryRow(text, headingOf(open))) return false
  if (open.read(LISTED) === undefined) placeTotal({lines: [line], text, heading: headingOf(open)}, open)
  return true
}

function close(frame: Frame): DialectOutput {
  if ('row' in frame) return tellListRow(frame.row)
  if ('total' in frame) return tellSummary([frame.total], ID)
  return 'totals' in frame ? tellSummary(frame.totals, ID) : {}
}

/** The daemon's database as its query tool prints it. */
export default defineDialect<Frame>({
  id: ID,
  title: 'ras-mc-ctl --errors and --summary',
  literals: [
    'error(s): ',
    ' on DIMM Label(s): ',
    'events summary:',
    'records summary:',
    ', status=0x',
    'error: memdev=',
    'error: type=',
    'error: pfn=',
    'mpidr=0x',
  ],
  samples: [
    '1 2026-05-12 22:42:48 +0000 error: MEMORY CONTROLLER RD_CHANNEL1_ERR Transaction: Memory read error, mcg mcgstatus=0, mci Corrected_error, n_errors=1, mcgcap=0x01000120, status=0x8c00004000000091, addr=0x3f2ac4c0, misc=0x00000086, walltime=0x6a03ace9, cpu=0x00000002, cpuid=0x00050654, apicid=0x00000002, socketid=0x00000001, bank=0x00000007',
    "Uncorrected on DIMM Label(s): 'SOCKET 1 CHANNEL 1 DIMM 0 DIMM1' location: 0:18:-1:-1 errors: 1",
    'MCE records summary:',
  ],
  read(line, open) {
    const text = line.text.trim()
    const begins = LIST_ROW.test(text) || isHeading(text)
    if (!begins && !beginsSummaryRow(text, '') && extendTotal(line, text, open)) return {}
    const beginsAny = begins || beginsSummaryRow(text, headingOf(open))
    if (!beginsAny && extendRow(line, text, open)) return {}
    const told = settle(open)
    const begun = beginsAny && begin(line, text, open)
    if (text === '' || /^No .{1,40}\.$/.test(text)) endSection(open)
    return begun ? (told ?? {}) : told
  },
  opensUnmarked: /^\s*\d|summary:\s*$|on DIMM Label/,
  close,
})

/** A blank line ends a section: rows below it are of another. */
function endSection(open: OpenFrames<Frame>): void {
  const frame = open.read(SUMMARY)
  if (frame !== undefined && 'totals' in frame) open.write(SUMMARY, {...frame, heading: ''})
}
