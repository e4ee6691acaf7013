import type {LogLine} from '../../logs/log-line.js'
import {readErrorAddress, readErrorStatus, unitOf} from '../aest/error-record.js'
import {wholeWords} from '../cut-word.js'
import {type DialectOutput, defineDialect, type OpenFrames} from '../define-dialect.js'
import {quoteLines, sortEvidence} from '../evidence-line.js'
import type {ReportedError} from '../hardware-error-record.js'
import {readHex} from '../hex-text.js'
import {recordTruncated} from '../record-notices.js'

// AEST: {1}[Hardware Error]: Hardware error from AEST memory.90d0000
// AEST: {1}[Hardware Error]:  Error from memory at SRAT proximity domain 0x0
// AEST: {1}[Hardware Error]:   ERR0STATUS: 0xc4800390
// AEST: {1}[Hardware Error]:   ERR0ADDR: 0x8400000043344521

const ID = 'aest'

/** One record of the driver: the node's name and kind, and its registers. */
interface Frame {
  readonly lines: readonly LogLine[]
  readonly node: string
  readonly kind: string
  readonly registers: Readonly<Record<string, string>>
}

const PREFIX = /^(?:AEST: *)?\{(\d{1,10})\}\[Hardware Error\]: */
const HEAD = /^Hardware error from AEST (\S.{0,60})$/
const REGISTER = /^ERR(\d{1,3})(FR|CTRL|CTLR|STATUS|ADDR|MISC[0-3]): *(0x[0-9a-f]{1,16})$/i

const MOST_LINES = 24

const registerOf = ({registers}: Frame, name: string): bigint | undefined => readHex(registers[name] ?? '')

const tell = (frame: Frame): DialectOutput => {
  const [line] = frame.lines
  if (line === undefined) return {}
  const evidence = sortEvidence(frame.lines.flatMap(quoteLines))
  const status = registerOf(frame, 'STATUS')
  const read = status === undefined ? undefined : readErrorStatus(status)
  const addr = registerOf(frame, 'ADDR')
  const address = status === undefined || addr === undefined ? undefined : readErrorAddress(status, addr)
  const record: ReportedError = {
    kind: 'reported',
    dialect: ID,
    envelope: line.envelope,
    evidence,
    ...(status === undefined ? {partial: true} : {}),
    reporter: 'operating-system',
    severity: read?.severity ?? 'unknown',
    unit: unitOf(frame.kind, read?.cause ?? 0),
    message: [`Arm error record of ${frame.node}`, frame.kind, ...(read?.words ?? [])].filter(part => part).join('; '),
    ...(address === undefined ? {} : {address}),
    fields: frame.registers,
  }
  return {
    records: [record],
    ...(status === undefined ? {notices: [recordTruncated(`AEST node ${frame.node}`, evidence)]} : {}),
  }
}

const withBody = (frame: Frame, body: string, line: LogLine): Frame => {
  const [, , name, value] = REGISTER.exec(body) ?? []
  const lines = frame.lines.length >= MOST_LINES ? frame.lines : [...frame.lines, line]
  if (name && value) {
    const key = name.toUpperCase().replace('CTRL', 'CTLR')
    return {...frame, lines, registers: {...frame.registers, [key]: value.toLowerCase()}}
  }
  return {...frame, lines, kind: frame.kind || body.trim()}
}

const readLine = (line: LogLine, open: OpenFrames<Frame>): DialectOutput | undefined => {
  const [prefix, number] = PREFIX.exec(line.text.trimStart()) ?? []
  if (prefix === undefined || number === undefined) return undefined
  const {text, notices} = wholeWords(line, line.text.trimStart().slice(prefix.length).trim())
  const node = HEAD.exec(text)?.[1]
  const frame = open.read(number)
  if (node !== undefined) {
    open.write(number, {lines: [line], node: node.trim(), kind: '', registers: {}})
    return frame === undefined ? {} : tell(frame)
  }
  if (frame === undefined || !(REGISTER.test(text) || /^(?:Error from|Unknown AEST)\b/.test(text))) return undefined
  open.write(number, withBody(frame, text, line))
  return {notices}
}

/** Errors that the Arm error source table's driver reads from the processor's, memory's and mesh's own error records. */
export default defineDialect<Frame>({
  id: ID,
  title: 'Arm error source table (AEST)',
  literals: ['Hardware error from AEST ', ']:  Error from ', ']:   ERR', ']: Error from ', ']:  ERR'],
  endsInSilence: true,
  samples: ['AEST: {1}[Hardware Error]: Hardware error from AEST memory.90d0000'],
  read: readLine,
  close: tell,
})
