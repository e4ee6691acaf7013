import type {LogLine} from '../../logs/log-line.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {dropQuoteMarks} from '../message-text.js'
import {addSelField, beginsBlock, closeSelBlock, readSelField, type SelBlock} from '../sel/sel-block.js'
import {tellSelEntry} from '../sel/sel-memory.js'
import {readSelRow} from '../sel/sel-row.js'

//  2cd | 07/13/2015 | 12:07:44 | Memory Mmry ECC Sensor | Uncorrectable ECC | Asserted
// 5    | Jul-13-2015 | 12:07:44 | Mmry ECC Sensor | Memory | Uncorrectable memory error
//
// SEL Record ID          : 02cd
//  Sensor Type           : Memory
//  Event Data            : a10004
//  Description           : Uncorrectable ECC

const ID = 'ipmi-sel'
const KEY = 'block'

/** Lines of one block, and its fields so far. */
interface Frame {
  readonly block: SelBlock
  readonly lines: readonly LogLine[]
}

/** Lines a block may have: `sel get` prints the sensor's thresholds too. */
const MOST_LINES = 40

const closeFrame = ({block, lines}: Frame): DialectOutput => {
  const entry = closeSelBlock(block)
  return entry ? tellSelEntry(ID, entry, lines) : {}
}

const takeFrame = (open: OpenFrames<Frame>): Frame | undefined => {
  const frame = open.read(KEY)
  open.drop(KEY)
  return frame
}

/** `Record:2` and the `Record Id: 2` below it open one block. */
const repeatsId = (frame: Frame, value: string): boolean =>
  Object.keys(frame.block.fields).length === 1 && Object.values(frame.block.fields)[0] === value

const readField = (line: LogLine, open: OpenFrames<Frame>): DialectOutput | undefined => {
  const frame = open.read(KEY)
  if (frame && line.text.trim() === '' && frame.lines.length > 1) return closeFrame(takeFrame(open) ?? frame)
  const field = readSelField(line.text)
  if (!field) return undefined
  if (beginsBlock(field) && !(frame && repeatsId(frame, field.value))) {
    const before = takeFrame(open)
    open.write(KEY, {block: addSelField(undefined, field), lines: [line]})
    return before ? closeFrame(before) : {}
  }
  if (!frame || frame.lines.length >= MOST_LINES) return undefined
  open.write(KEY, {block: addSelField(frame.block, field), lines: [...frame.lines, line]})
  return {}
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
    'Sensor Type  ',
    'Redundancy ',
    'memory error',
  ],
  samples: [
    ' 2cd | 07/13/2015 | 12:07:44 | Memory Mmry ECC Sensor | Uncorrectable ECC | Asserted',
    '  89 | 08/31/2016 | 06:27:47 | Processor #0xc9 | IERR | Asserted',
    '  8b | 08/31/2016 | 06:28:32 | OEM record df | 040020 | 12616faaaaaa',
    '   1 |  Pre-Init  |0000000015| Memory #0x02 | Correctable ECC | Asserted',
    '5,Jul-13-2015,12:07:44,Mmry ECC Sensor,Memory,Uncorrectable memory error',
    'SEL Record ID          : 02cd',
  ],
  read(line, open) {
    const entry = readSelRow(dropQuoteMarks(line.text))
    if (!entry) return readField(line, open)
    const before = takeFrame(open)
    const told = tellSelEntry(ID, entry, [line])
    if (!before) return told
    const closed = closeFrame(before)
    return {
      records: [...(closed.records ?? []), ...(told.records ?? [])],
      facts: [...(closed.facts ?? []), ...(told.facts ?? [])],
    }
  },
  close: frame => closeFrame(frame),
})
