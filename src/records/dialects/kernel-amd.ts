import type {LogLine} from '../../logs/log-line.js'
import {addPart, beginsAnother, closeFrame, type DecoderFrame, isApart, replaceLast} from '../amd/decoder-frame.js'
import {readDecoderLine} from '../amd/decoder-lines.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {dropHardwarePrefix, messagesIn} from '../message-text.js'
import {continueItem, screenText} from '../text-item.js'

// [Hardware Error]: Uncorrected, software restartable error.
// [Hardware Error]: CPU:2 (17:31:0) MC17_STATUS[-|UE|MiscV|AddrV|-|TCC|SyndV|UECC|-|Poison|-]: 0xbea0280000000108
// [Hardware Error]: Error Addr: 0x00000003eb1f7c80
// [Hardware Error]: IPID: 0x0000009600350f00, Syndrome: 0x5b240700003a0a01
// [Hardware Error]: Unified Memory Controller Ext. Error Code: 0, DRAM ECC error.

const ID = 'kernel-amd'

type Frames = OpenFrames<DecoderFrame>

const NONE: DialectOutput = {}

const merge = (outputs: readonly DialectOutput[]): DialectOutput => ({
  records: outputs.flatMap(output => output.records ?? []),
  notices: outputs.flatMap(output => output.notices ?? []),
})

const keyOf = (line: LogLine): string => line.envelope.caller ?? ''

const take = (key: string, frame: DecoderFrame, open: Frames): DialectOutput => {
  open.drop(key)
  return closeFrame(frame, ID)
}

/** Lines that nothing else prints, whatever became of their prefix. */
const UNMISTAKABLE = /^(?:CPU ?: ?\d{1,5}\s.{0,24}\s*)?MC\d{1,3}_STATUS(?: ?\[|: (?:Unc|C)orrected error, report: )/

/** A decoder's line without its prefix is one only below others of the record. */
const NEAR_LINES = 40

const mayBeOurs = (body: string, prefixed: boolean, line: LogLine, standing: DecoderFrame | undefined): boolean =>
  prefixed ||
  UNMISTAKABLE.test(body) ||
  (standing !== undefined && !standing.prefixed && line.position.line - standing.lastLine <= NEAR_LINES)

const readMessage = (message: string, line: LogLine, open: Frames): DialectOutput | undefined => {
  const {body, prefixed} = dropHardwarePrefix(message)
  const key = keyOf(line)
  const standing = open.read(key)
  const text = body.trim()
  const said = mayBeOurs(text, prefixed, line, standing) ? readDecoderLine(text) : undefined
  if (said === undefined) return undefined
  // A unit or a code by itself, with nothing of a record before it, may be anybody's.
  if (standing === undefined && !opensRecord(said.kind, said.fields.bank)) return undefined
  const another = standing !== undefined && beginsAnother(standing, said)
  const frame = addPart(another ? undefined : standing, {item: {text, lines: [line]}, said}, line, prefixed)
  const told = another ? closeFrame(standing, ID) : NONE
  open.write(key, frame)
  return told
}

const opensRecord = (kind: string, bank: number | undefined): boolean =>
  kind === 'verdict' ||
  kind === 'status' ||
  kind === 'values' ||
  kind === 'extended' ||
  bank !== undefined ||
  kind === 'description'

/** A message that reads as one of the decoder's, nothing missing. */
const isWhole = (message: string): boolean => {
  const said = readDecoderLine(dropHardwarePrefix(message).body.trim())
  return said !== undefined && said.unfinished !== true && said.troubles.length === 0
}

const isField = (name: string): boolean => /^(?:IPID|Syndrome|PPIN|mem-tx|tx|part-proc|mem\/io)$/.test(name)

/** Whether the physical line goes on with the last line of a record; `mustWant`: only one that lacks something. */
const goOn = (line: LogLine, open: Frames, mustWant: boolean): boolean => {
  for (const [key, frame] of open.newestFirst()) {
    const last = frame.parts.at(-1)
    const wants = last?.said.unfinished === true
    if (last === undefined || (mustWant && !wants)) continue
    const longer = replaceLast(frame, continueItem(last.item, line, {isField, ...(wants ? {wants} : {})}))
    if (longer === undefined) continue
    open.write(key, longer)
    return true
  }
  return false
}

/** Records that the line has left behind, or that had their last line before it. */
const closeApart = (line: LogLine, open: Frames): DialectOutput[] =>
  [...open.newestFirst()].filter(([, frame]) => isApart(frame, line)).map(([key, frame]) => take(key, frame, open))

export default defineDialect<DecoderFrame>({
  id: ID,
  title: 'Linux AMD machine-check decoder',
  literals: [
    '[Hardware Error]: ',
    '_STATUS[',
    ' Ext. Error Code: ',
    ' Extended Error Code: ',
    'no action required.',
    'orrected error, report: ',
  ],
  endsInSilence: true,
  samples: [
    '[Hardware Error]: CPU:2 (17:31:0) MC17_STATUS[-|UE|MiscV|AddrV|-|TCC|SyndV|UECC|-|Poison|-]: 0xbea0280000000108',
    '[Hardware Error]: CPU:6\tMC4_STATUS[-|CE|MiscV|-|AddrV|CECC]: 0x9c414000a0080813',
    'MC4_STATUS: Uncorrected error, report: yes, MiscV: valid, CPU context corrupt: yes, UECC Error',
    '[Hardware Error]: System Fatal error.',
    '[Hardware Error]: Uncorrected, software restartable error.',
    '[Hardware Error]: Deferred error, no action required.',
    '[Hardware Error]: Error Status: Corrected error, no action required.',
    '[Hardware Error]: MC4 Error (node 1): DRAM ECC error detected on the NB.',
    '[Hardware Error]: Error Addr: 0x00000003eb1f7c80',
    '[Hardware Error]: IPID: 0x0000009600350f00, Syndrome: 0x5b240700003a0a01',
    '[Hardware Error]: Unified Memory Controller Ext. Error Code: 0, DRAM ECC error.',
    '[Hardware Error]: Execution Unit Extended Error Code: 0',
  ],
  read(line, open) {
    const told = closeApart(line, open)
    if (goOn(line, open, true)) return merge(told)
    const screen = screenText(line)
    const text = screen !== undefined && messagesIn(screen).some(isWhole) ? screen : line.text
    const outputs = messagesIn(text).map(message => readMessage(message, line, open))
    const claimed = outputs.some(output => output !== undefined) || goOn(line, open, false)
    if (!claimed && told.length === 0) return undefined
    return merge([...told, ...outputs.flatMap(output => output ?? [])])
  },
  opensUnmarked: /mce|core|MCE|ardware|_STATUS/,
  close: frame => closeFrame(frame, ID),
})
