import type {LogLine} from '../../logs/log-line.js'
import type {ParseNotice} from '../../logs/parse-notice.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {readCommaLine} from '../edac-details/comma-line.js'
import {type EdacReading, readCoreLine} from '../edac-details/core-line.js'
import {readWholeRegisters} from '../edac-details/driver-tail.js'
import {
  addToBlock,
  type BlockPart,
  beginsAnother,
  closeBlock,
  type HandlingBlock,
  openBlock,
  readBlockPart,
} from '../edac-details/handling-block.js'
import {readControllerLine, readOtherLine} from '../edac-details/side-lines.js'
import {edacMessagesIn} from '../edac-details/split-line.js'
import {readTranslatedLine} from '../edac-details/translated-line.js'
import {type BrokenLine, joinBroken, lacksStatus} from '../edac-details/wrapped-line.js'
import {quoteLines} from '../evidence-line.js'
import type {EdacEvent, MachineCheckRecord} from '../hardware-error-record.js'
import {recordTruncated, valueTruncated} from '../record-notices.js'

// EDAC sbridge MC1: HANDLING MCE MEMORY ERROR
// EDAC sbridge MC1: CPU 12: Machine Check Event: 0 Bank 9: 8c000046000800c1
// EDAC MC1: 1 CE memory scrubbing error on CPU_SrcID#1_Ha#0_Chan#1_DIMM#0 (channel:1 slot:0 page:0x1fa3c5 offset:0xf40 grain:32 syndrome:0x0 -  area:DRAM err_code:0008:00c1 socket:1 ha:0 channel_mask:2 rank:1)

const ID = 'kernel-edac'

/** The block of one controller, or the line that broke off just before. */
type Frame = {readonly block: HandlingBlock} | {readonly broken: BrokenLine}
type Frames = OpenFrames<Frame>

const BROKEN = 'broken'

const NONE: DialectOutput = {}

const join = (outputs: readonly (DialectOutput | undefined)[]): DialectOutput => ({
  records: outputs.flatMap(output => output?.records ?? []),
  facts: outputs.flatMap(output => output?.facts ?? []),
  notices: outputs.flatMap(output => output?.notices ?? []),
})

/** A message and the physical lines it was read from. */
interface Message {
  readonly text: string
  readonly lines: readonly [LogLine, ...LogLine[]]
  /** No further line can complete it. */
  readonly final: boolean
}

/** The machine check whose registers i7core of el6 prints inside its message: it knows UC where the word says CE. */
const registersIn = (message: Message, event: EdacEvent): readonly MachineCheckRecord[] => {
  const registers = readWholeRegisters(message.text)
  if (!registers || event.address === undefined) return []
  const cpu = /\bcpu=(\d{1,5}),/.exec(message.text)?.[1]
  const {dialect, envelope, evidence, address: addr} = event
  return [{kind: 'machine-check', dialect, envelope, evidence, ...(cpu ? {cpu: Number(cpu)} : {}), ...registers, addr}]
}

const toEvent = (message: Message, reading: EdacReading): DialectOutput => {
  const [first] = message.lines
  const evidence = message.lines.flatMap(quoteLines)
  const head = {kind: 'edac', dialect: ID, envelope: first.envelope, evidence} as const
  const {fields, location} = reading
  const event: EdacEvent = Object.assign(reading.whole ? head : {...head, partial: true}, fields, {location})
  const notices: ParseNotice[] = reading.troubles.map(trouble => valueTruncated(trouble, evidence))
  if (!reading.whole) notices.unshift(recordTruncated(`memory controller ${reading.fields.controller}`, evidence))
  return {records: [event, ...registersIn(message, event)], notices}
}

const CONTROLLER = /^EDAC (?:(\w+) )?MC(\d{1,4}): +(.*)$/s
const ERROR = /^(?:(\d{1,9}) )?(CE|UE)(?=[ :,]|$)(.*)$/s

const readError = (controller: string, body: string, cut: boolean): EdacReading | undefined => {
  const [, count, printed, rest = ''] = ERROR.exec(body) ?? []
  const word = printed === 'CE' || printed === 'UE' ? printed : undefined
  if (!word || /^ ERROR_ADDRESS/.test(rest)) return undefined
  return count === undefined
    ? readCommaLine(Number(controller), word, rest, cut)
    : readCoreLine(Number(controller), Number(count), word, rest)
}

const takeBlock = (controller: string, open: Frames): HandlingBlock | undefined => {
  const frame = open.read(controller)
  open.drop(controller)
  return frame && 'block' in frame ? frame.block : undefined
}

/** Adds one line to the controller's block; a block is told as soon as nothing more can come. */
const readBlock = (controller: string, part: BlockPart, line: LogLine, open: Frames): DialectOutput => {
  const standing = takeBlock(controller, open)
  const begins = standing !== undefined && beginsAnother(standing, part, line)
  const told = standing && begins ? closeBlock(standing, ID) : NONE
  const before = standing && !begins ? standing : openBlock(part.opens ?? 'mce', controller)
  const block = addToBlock(before, part, line)
  const done = block.whole || (block.kind === 'ibecc' && block.fields.addr !== undefined)
  if (!done) open.write(controller, {block})
  return done ? join([told, closeBlock(block, ID)]) : told
}

const translated = (controller: string, body: string, message: Message): DialectOutput | undefined => {
  const reading = readTranslatedLine(Number(controller), body)
  if (!reading) return undefined
  const positions = message.lines.map(line => line.position)
  const text = 'The words of this line were translated; only its numbers were read.'
  return join([toEvent(message, reading), {notices: [{code: 'text-translated', message: text, positions}]}])
}

const isBroken = (message: Message, reading: EdacReading | undefined): boolean =>
  !message.final && (reading ? !reading.whole : lacksStatus(message.text))

const breakOff = ({text, lines}: Message, open: Frames): DialectOutput => {
  open.write(BROKEN, {broken: {text, lines}})
  return NONE
}

const readController = (message: Message, match: RegExpExecArray, open: Frames): DialectOutput | undefined => {
  const [, driver, controller = '', body = ''] = match
  const [line] = message.lines
  const reading =
    driver === undefined ? readError(controller, body, message.lines.at(-1)?.unterminated === true) : undefined
  if (isBroken(message, reading)) return breakOff(message, open)
  if (reading) {
    const block = takeBlock(controller, open)
    return join([block && closeBlock(block, ID), toEvent(message, reading)])
  }
  const part = readBlockPart(body, line.unterminated ?? false)
  if (part) return readBlock(controller, part, line, open)
  return readControllerLine(body, line, ID) ?? translated(controller, body, message)
}

const readMessage = (message: Message, open: Frames): DialectOutput | undefined => {
  const match = CONTROLLER.exec(message.text)
  return match ? readController(message, match, open) : readOtherLine(message.text, message.lines[0], ID)
}

/** The line that broke off, told as far as it goes. */
const tellBroken = (broken: BrokenLine, open: Frames): DialectOutput =>
  readMessage({...broken, final: true}, open) ?? NONE

const readLine = (line: LogLine, open: Frames): DialectOutput | undefined => {
  const texts = edacMessagesIn(line.text)
  const outputs = texts.map((text, index) =>
    readMessage({text, lines: [line], final: index < texts.length - 1 || line.unterminated === true}, open),
  )
  return outputs.some(output => output !== undefined) ? join(outputs) : undefined
}

/** A frame that no context is at hand for: what a closed frame tells needs none of the other frames. */
const noFrames: Frames = {read: () => undefined, write: () => {}, drop: () => {}, newestFirst: () => []}

export default defineDialect<Frame>({
  id: ID,
  title: 'Linux EDAC lines about memory controllers',
  literals: ['EDAC ', 'HANDLING MCE MEMORY ERROR'],
  endsInSilence: true,
  samples: [
    'EDAC MC0: CE page 0x1d4f47, offset 0x3b0, grain 128, syndrome 0x31, row 2, channel 1, label "DIMM_B1": i3000 CE',
    'EDAC MC0: UE page 0x1ffe9, offset 0x0, grain 4096, row 0, labels ":": i82875p UE',
    'EDAC MC1: CE - no information available: i5000 CE',
    'EDAC MC1: 1 CE memory scrubbing error on CPU_SrcID#1_Ha#0_Chan#1_DIMM#0 (channel:1 slot:0 page:0x1fa3c5 offset:0xf40 grain:32 syndrome:0x0 -  area:DRAM err_code:0008:00c1 socket:1 ha:0 channel_mask:2 rank:1)',
    'EDAC MC2: 1 UE memory read error on CPU_SrcID#0_MC#2_Chan#1_DIMM#0 (channel:1 slot:0 page:0x3eb1f7 offset:0xc80 grain:32 -  recoverable err_code:0x0101:0x0091 socket:0 imc:2 rank:0 bg:1 ba:2 row:0x1a2b col:0x3f8)',
    'EDAC sbridge MC1: CPU 12: Machine Check Event: 0 Bank 9: 8c000046000800c1',
    'EDAC igen6 MC0: HANDLING IBECC MEMORY ERROR',
    'EDAC MC0: Giving out device to module skx_edac controller Skylake Socket#0 IMC#0: DEV 0000:3a:0a.0 (INTERRUPT)',
    "EDAC DEVICE0: CE: xgene-edac instance: xgene-l3 block: l3c0 count: 1 'L3 cache'",
  ],
  read(line, open) {
    const frame = open.read(BROKEN)
    if (!frame || !('broken' in frame)) return readLine(line, open)
    open.drop(BROKEN)
    const joined = joinBroken(frame.broken, line)
    if (!joined) return join([tellBroken(frame.broken, open), readLine(line, open)])
    return readMessage({...joined, final: line.unterminated === true}, open) ?? NONE
  },
  close: frame => ('block' in frame ? closeBlock(frame.block, ID) : tellBroken(frame.broken, noFrames)),
})
