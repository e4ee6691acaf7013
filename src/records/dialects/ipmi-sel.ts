import type {LogLine} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {dropQuoteMarks} from '../message-text.js'
import {readConsoleRow} from '../sel/console-row.js'
import {
  addSelField,
  beginsBlock,
  beginsUnnumbered,
  closeSelBlock,
  readSelField,
  type SelBlock,
} from '../sel/sel-block.js'
import {readSelLine} from '../sel/sel-line.js'
import {tellSelEntry} from '../sel/sel-memory.js'
import {readDaemonLine, readSelRow} from '../sel/sel-row.js'
import {joinBelow, type WrappedText, wrapText} from '../wrapped-text.js'

//  2cd | 07/13/2015 | 12:07:44 | Memory Mmry ECC Sensor | Uncorrectable ECC | Asserted
// 5    | Jul-13-2015 | 12:07:44 | Mmry ECC Sensor | Memory | Uncorrectable memory error
//
// SEL Record ID          : 02cd
//  Sensor Type           : Memory
//  Event Data            : a10004
//  Description           : Uncorrectable ECC

const ID = 'ipmi-sel'
const KEY = 'block'

/** Lines of one block and its fields so far, or a row whose end may stand on the line below. */
type Frame = {readonly block: SelBlock; readonly lines: readonly LogLine[]} | {readonly row: WrappedText}
type BlockFrame = Extract<Frame, {readonly block: SelBlock}>

/** Lines a block may have: `sel get` prints the sensor's thresholds too. */
const MOST_LINES = 40

const tellRow = (row: WrappedText): DialectOutput => {
  const entry = readSelRow(dropQuoteMarks(row.text))
  return entry ? tellSelEntry(ID, entry, row.lines) : {}
}

const closeFrame = (frame: Frame): DialectOutput => {
  if ('row' in frame) return tellRow(frame.row)
  const entry = closeSelBlock(frame.block)
  return entry ? tellSelEntry(ID, entry, frame.lines) : {}
}

const readBlock = (open: OpenFrames<Frame>): BlockFrame | undefined => {
  const frame = open.read(KEY)
  return frame && 'block' in frame ? frame : undefined
}

const takeBlock = (open: OpenFrames<Frame>): DialectOutput => {
  const frame = readBlock(open)
  open.drop(KEY)
  return frame ? closeFrame(frame) : {}
}

const merge = (outputs: readonly (DialectOutput | undefined)[]): DialectOutput => ({
  records: outputs.flatMap(output => output?.records ?? []),
  facts: outputs.flatMap(output => output?.facts ?? []),
})

/** `Record:2` and the `Record Id: 2` below it open one block. */
const repeatsId = (frame: BlockFrame, value: string): boolean =>
  Object.keys(frame.block.fields).length === 1 && Object.values(frame.block.fields)[0] === value

const readField = (line: LogLine, open: OpenFrames<Frame>): DialectOutput | undefined => {
  const frame = readBlock(open)
  if (frame && line.text.trim() === '' && frame.lines.length > 1) return takeBlock(open)
  const field = readSelField(line.text)
  if (!field) return undefined
  const begins = beginsBlock(field) || (frame === undefined && beginsUnnumbered(field))
  if (begins && !(frame && repeatsId(frame, field.value))) {
    const before = takeBlock(open)
    open.write(KEY, {block: addSelField(undefined, field), lines: [line]})
    return before
  }
  if (!frame || frame.lines.length >= MOST_LINES) return undefined
  open.write(KEY, {block: addSelField(frame.block, field), lines: [...frame.lines, line]})
  return {}
}

/** ipmitool ends every row with the direction; a row without may have been broken. FreeIPMI's never have one. */
const lacksEnd = (text: string): boolean => text.includes('|') && !/\bassert|\bdeassert|OEM record/i.test(text)

const ROW = 'row'

/** A row; one that may go on below waits for the next line. */
const readRow = (row: WrappedText, open: OpenFrames<Frame>): DialectOutput => {
  const before = takeBlock(open)
  if (!lacksEnd(row.text) || row.lines.length > 1 || row.lines[0].unterminated) return merge([before, tellRow(row)])
  open.write(ROW, {row})
  return before
}

/** The row above with this line, when the line is no row and completes it. */
const joinRow = (above: WrappedText, line: LogLine): WrappedText | undefined => {
  if (readSelRow(dropQuoteMarks(line.text)) || readSelField(line.text)) return undefined
  const joined = joinBelow(above, line)
  return joined && (/\|\s*$/.test(above.text) || !lacksEnd(joined.text)) ? joined : undefined
}

const readLine = (line: LogLine, open: OpenFrames<Frame>): DialectOutput | undefined => {
  const waiting = open.read(ROW)
  if (waiting && 'row' in waiting) {
    open.drop(ROW)
    const joined = joinRow(waiting.row, line)
    return joined ? readRow(joined, open) : merge([tellRow(waiting.row), readLine(line, open)])
  }
  if (readSelRow(dropQuoteMarks(line.text))) return readRow(wrapText(line), open)
  const text = dropQuoteMarks(line.text)
  const entry = readDaemonLine(line) ?? readSelLine(text) ?? readConsoleRow(text)
  return entry ? tellSelEntry(ID, entry, [line]) : readField(line, open)
}

/** System event logs of baseboard management controllers as tools print them. */
export default defineDialect<Frame>({
  id: ID,
  title: 'IPMI system event log',
  literals: [
    ' | Asserted',
    ' | Deasserted',
    'Assertion Event',
    'ssertion',
    '| Memory ',
    ',Memory',
    '/Memory',
    'able ECC',
    'able memory error',
    'Pre-Init',
    'OEM record ',
    'SEL Record ID',
    '   Record Id: ',
    'Assert + Memory',
    'Memory sensor ',
    'Sensor Type  ',
    'Redundancy ',
    'memory error',
    ' Memory #',
    'SEL Entry: ',
    'Assertion: ',
    ' : Memory : ',
    'FQXS',
    'MEM0',
    'MEM8',
    'triggered an uncorrectable',
    'SeqNumber ',
    'Date/Time:',
    'Date and Time',
    'Memory ECC ',
    'emory device status',
    'emory Error',
    'DIMM location',
    'clock sync',
    'Clock Sync',
    'Log area',
  ],
  samples: [
    ' 2cd | 07/13/2015 | 12:07:44 | Memory Mmry ECC Sensor | Uncorrectable ECC | Asserted',
    '  89 | 08/31/2016 | 06:27:47 | Processor #0xc9 | IERR | Asserted',
    '  8b | 08/31/2016 | 06:28:32 | OEM record df | 040020 | 12616faaaaaa',
    '   1 |  Pre-Init  |0000000015| Memory #0x02 | Correctable ECC | Asserted',
    '5,Jul-13-2015,12:07:44,Mmry ECC Sensor,Memory,Uncorrectable memory error',
    'SEL Record ID          : 02cd',
    'Memory sensor Mmry ECC Sensor - Uncorrectable ECC Asserted',
  ],
  read: readLine,
  opensUnmarked:
    /^[\s>|"]*(?:0x)?[0-9a-f]{1,5}(?:[\s"]*[|,\t]| \d\d\/)|^\s*(?:SEL Record|Record|SeqNumber|Severity)|dimm|mem\d|memory|mirror|\bID = |sel entry/i,
  close: closeFrame,
})
