import type {LogLine} from '../../logs/log-line.js'
import type {ParseNotice} from '../../logs/parse-notice.js'
import {defineDialect, type OpenFrames} from '../define-dialect.js'
import {quoteLines} from '../evidence-line.js'
import {messagesIn} from '../message-text.js'
import type {PlatformFact, PlatformFactBody} from '../platform-fact.js'
import {valueTruncated} from '../record-notices.js'
import {readKernelcoreLine, readMovableLine, SPAN_ROWS} from '../zone-rows.js'

// This configuration results in unmirrored kernel memory.
// Movable zone start for each node
//   Node 1: 0x0000000120000000
// Early memory node ranges
//   node   0: [mem 0x0000000000001000-0x000000000009ffff]

const ID = 'kernel-memory-zones'

/** The table of movable zones is open; its lines say nothing without its title. */
interface MovableTable {
  /** Physical line of the title or of the last row. */
  readonly line: number
}

const KEY = 'movable'

/** Rows stand right under each other; in a collected log other machines' lines stand between. */
const LARGEST_GAP = 64

const inTable = (line: LogLine, open: OpenFrames<MovableTable>): boolean => {
  const table = open.read(KEY)
  return table !== undefined && line.position.line - table.line <= LARGEST_GAP
}

const readSpan = (message: string): PlatformFactBody | undefined => {
  for (const {pattern, read} of SPAN_ROWS) {
    const match = pattern.exec(message)
    if (match) return read(match.slice(1))
  }
  return undefined
}

const TITLE = /^Movable zone start (?:PFN )?for each node/

const readMessage = (message: string, line: LogLine, open: OpenFrames<MovableTable>): PlatformFactBody | undefined => {
  const row = inTable(line, open) ? readMovableLine(message) : undefined
  if (row) open.write(KEY, {line: line.position.line})
  else if (!TITLE.test(message)) open.drop(KEY)
  return row ?? readSpan(message) ?? readKernelcoreLine(message)
}

/** The input ends behind this message, and not with a bracket: a number or word may go on where nobody can read it. */
const mayBeCut = (message: string, line: LogLine): boolean => line.unterminated === true && !/[\])]$/.test(message)

export default defineDialect<MovableTable>({
  id: ID,
  title: 'Linux memory zones, nodes and firmware RAM map',
  literals: [
    'BIOS-e820: ',
    'SRAT: Node ',
    'DMA      [mem 0x',
    'DMA32    [mem 0x',
    'Normal   [mem 0x',
    'Movable  [mem 0x',
    'node  ',
    'Movable zone start',
    'Node 0: 0x',
    'Node 1: 0x',
    'ignore kernelcore=mirror',
    'unmirrored kernel memory',
    'bytes of mirrored memory',
  ],
  samples: [
    'BIOS-e820: [mem 0x0000000000100000-0x0000000063ffffff] usable',
    'BIOS-e820: 0000000000000000 - 000000000009fc00 (usable)',
    'ACPI: SRAT: Node 1 PXM 1 [mem 0x100000000-0x17fffffff]',
    '  Normal   [mem 0x0000000100000000-0x0000006fffffffff]',
    '  node   0: [mem 0x0000000000001000-0x000000000009ffff]',
    'Movable zone start for each node',
    'This configuration results in unmirrored kernel memory.',
    'The system has no mirror memory, ignore kernelcore=mirror.',
    'Could not allocate 0x0000000000200000 bytes of mirrored memory',
  ],
  read(line, open) {
    const messages = messagesIn(line.text)
    const opens = messages.some(message => TITLE.test(message))
    if (opens) open.write(KEY, {line: line.position.line})
    const evidence = quoteLines(line)
    const facts: PlatformFact[] = []
    const notices: ParseNotice[] = []
    for (const message of messages) {
      const body = readMessage(message, line, open)
      if (!body) continue
      if (body.fact !== 'kernelcore' && mayBeCut(message, line)) notices.push(valueTruncated(message, evidence))
      else facts.push({dialect: ID, envelope: line.envelope, evidence, ...body})
    }
    return opens || facts.length > 0 || notices.length > 0 ? {facts, notices} : undefined
  },
  close: () => ({}),
})
