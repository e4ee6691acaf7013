import type {LogLine} from '../../logs/log-line.js'
import {readAside} from '../cper/aside-lines.js'
import {
  addToFrame,
  BERT_KEY,
  type BlockFrame,
  type BlockMessage,
  beginsAnother,
  beginsKnown,
  continueFrame,
  hasSection,
  isApart,
  isFull,
  readBlockMessage,
} from '../cper/block-frame.js'
import {readBlock} from '../cper/read-block.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {messagesIn} from '../message-text.js'
import {screenText} from '../text-item.js'

// {7}[Hardware Error]: Hardware error from APEI Generic Hardware Error Source: 4
// {7}[Hardware Error]: event severity: recoverable
// {7}[Hardware Error]:  Error 0, type: recoverable
// {7}[Hardware Error]:   section_type: memory error
// {7}[Hardware Error]:   physical_address: 0x00000003eb1f7c80
// {7}[Hardware Error]:   error_type: 3, multi-bit ECC

const ID = 'kernel-ghes'

type Frames = OpenFrames<BlockFrame>

const NONE: DialectOutput = {}

const merge = (outputs: readonly DialectOutput[]): DialectOutput => ({
  records: outputs.flatMap(output => output.records ?? []),
  notices: outputs.flatMap(output => output.notices ?? []),
})

const close = (frame: BlockFrame): DialectOutput => (frame.lines.length === 0 ? NONE : readBlock(frame, ID))

/** What the kernel says of an error once its block is out: the block is told first, so that what follows finds it. */
const FOLLOWS = /^(?:Memory failure: |MCE 0x|mce: |EDAC |[Ss]oft[ _]offline: |Kernel panic)/

/** Tells the blocks that the line has left behind, or that it follows. */
const closeApart = (line: LogLine, open: Frames): DialectOutput[] =>
  [...open.newestFirst()]
    .filter(([, frame]) => isApart(frame, line) || (FOLLOWS.test(line.text.trimStart()) && hasSection(frame)))
    .reverse()
    .map(([key, frame]) => {
      open.drop(key)
      return close(frame)
    })

const add = (message: BlockMessage, line: LogLine, open: Frames): DialectOutput => {
  const standing = open.read(message.key)
  const another = standing !== undefined && (isFull(standing) || beginsAnother(standing, message.body))
  open.write(
    message.key,
    addToFrame(another ? undefined : standing, {...message, reporter: standing?.reporter ?? message.reporter}, line),
  )
  return another ? close(standing) : NONE
}

const BERT_HEAD = /^BERT: (?:\[Hardware Error\]: )?Error records from previous boot:/
const BERT_END = /^BERT: (?:\[Hardware Error\]: )?(?:Total records found|Skipped \d+ error records)/

/** BERT says where its records begin and, in newer kernels, where they end. */
const readBert = (message: string, line: LogLine, open: Frames): DialectOutput | undefined => {
  const begins = BERT_HEAD.test(message)
  if (!begins && !BERT_END.test(message)) return undefined
  const standing = open.read(BERT_KEY)
  open.drop(BERT_KEY)
  if (begins)
    open.write(BERT_KEY, {reporter: 'bert', lines: [], lastLine: line.position.line, time: line.envelope.time})
  return standing === undefined ? NONE : close(standing)
}

const readMessage = (message: string, line: LogLine, open: Frames): DialectOutput | undefined => {
  const block = readBlockMessage(message, open)
  if (block !== undefined) return add(block, line, open)
  const told = [readBert(message, line, open), readAside(message, line, ID)].flatMap(output => output ?? [])
  return told.length === 0 ? undefined : merge(told)
}

/** The newest block, when the physical line goes on with its last message. */
const goOn = (line: LogLine, open: Frames): boolean => {
  for (const [key, frame] of open.newestFirst()) {
    const longer = continueFrame(frame, line)
    if (longer === undefined) continue
    open.write(key, longer)
    return true
  }
  return false
}

export default defineDialect<BlockFrame>({
  id: ID,
  title: 'Linux firmware error records (APEI GHES, BERT, extended logs)',
  literals: [
    '[Hardware Error]: ',
    'Hardware error from APEI',
    'Hardware error detected on CPU',
    'BERT: ',
    'GHES: ',
    'GHES ',
    'synchronous unrecoverable error',
    'event severity: ',
    'section_type: ',
    'section type: ',
    'physical_address: ',
    'error_status: ',
    'error_type: ',
    'fru_text: ',
    'DIMM location: ',
    'error section length',
    'valid bits set for fields beyond structure',
  ],
  endsInSilence: true,
  samples: [
    '{7}[Hardware Error]: Hardware error from APEI Generic Hardware Error Source: 4',
    '{7}[Hardware Error]: event severity: recoverable',
    '{7}[Hardware Error]:  Error 0, type: recoverable',
    '{7}[Hardware Error]:   physical_address: 0x00000003eb1f7c80',
    '[Hardware Error]: Hardware error from APEI Generic Hardware Error Source: 1',
    '[Hardware Error]: section: 0, severity: 2, corrected',
    '[Hardware Error]:  Error 0, type: fatal',
    '{3}Hardware error detected on CPU4',
    '{3}event severity: corrected',
    'BERT: Error records from previous boot:',
    'BERT: Total records found: 1',
    'section_type: memory error',
    'GHES: Failed to read error status block!',
    'GHES: mysqld:4321: synchronous unrecoverable error (SIGBUS)',
  ],
  read(line, open) {
    const told = closeApart(line, open)
    const screen = screenText(line)
    const text = screen !== undefined && messagesIn(screen).some(beginsKnown) ? screen : line.text
    const outputs = messagesIn(text).map(message => readMessage(message, line, open))
    const claimed = outputs.some(output => output !== undefined) || goOn(line, open)
    if (!claimed && told.length === 0) return undefined
    return merge([...told, ...outputs.flatMap(output => output ?? [])])
  },
  close,
})
