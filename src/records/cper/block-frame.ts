import type {LogLine, LogTime} from '../../logs/log-line.js'
import {secondsApart} from '../seconds-apart.js'
import {continueItem, type TextItem} from '../text-item.js'
import {readDumpLine} from './hex-dump.js'
import {LOCATION_NAMES} from './memory-fields.js'
import {BLOCK_HEAD, type BlockReporter} from './read-block.js'
import {readSectionHead, SECTION_HEAD} from './section-lines.js'

/** A block under construction: its lines, and where and when the last of them stood. */
export interface BlockFrame {
  readonly reporter: BlockReporter
  readonly number?: string
  readonly lines: readonly {readonly item: TextItem; readonly body: string}[]
  readonly lastLine: number
  readonly time: LogTime
  /** Its text wears neither number nor prefix. */
  readonly bare?: boolean
}

/** A message of a block: the frame it belongs to and what stands behind the prefix. */
export interface BlockMessage {
  readonly key: string
  readonly reporter: BlockReporter
  readonly number?: string
  readonly body: string
  readonly bare?: boolean
}

/** Key of the block that BERT's announcement opens; its lines wear no number. */
export const BERT_KEY = 'bert'
/** Key of blocks of kernels that print no numbers, and of texts that lost them. */
const PLAIN_KEY = 'plain'
/** Key of blocks whose text lost the prefix too. */
const BARE_KEY = 'bare'

/** Physical lines and seconds between two lines of one block, numbered or not. */
const BLOCK_LINES = 100
/** Texts that lost the prefix prove little by themselves: their lines stand closer. */
const BARE_LINES = 40
const BLOCK_SECONDS = 5

/** Whether the line stands too far behind the block's last one to belong to it. */
export function isApart(frame: BlockFrame, line: LogLine): boolean {
  const lines = frame.bare === true ? BARE_LINES : BLOCK_LINES
  return line.position.line - frame.lastLine > lines || secondsApart(frame.time, line.envelope.time) > BLOCK_SECONDS
}

const EVENT_SEVERITY = /^event severity: *(?:recoverable|fatal|corrected|info|unknown)\b/
/** Second line of a block in kernels up to 3.6. */
const OLD_HEAD = /^APEI generic hardware error status$/
const OLD_SEVERITY = /^severity: *\d+, *[a-z]+$/
const CORRECTED_NOTE = /^It has been corrected by h\/w and requires/
const SECTION_TYPE =
  /^section[ _]type: *(?:memory error|PCIe error|PCI\/PCI-X|general processor|IA32\/X64|ARM processor|Firmware Error Record|CXL |unknown, *[0-9a-f]{8}-)/

/** Bodies that nothing else begins with. */
const isUnmistakable = (body: string): boolean =>
  BLOCK_HEAD.test(body) || EVENT_SEVERITY.test(body) || SECTION_HEAD.test(body) || SECTION_TYPE.test(body)

/** Whether the frame already has what this body begins: then another block begins. */
export function beginsAnother(frame: BlockFrame, body: string): boolean {
  const bodies = frame.lines.map(line => line.body)
  if (OLD_HEAD.test(body)) return bodies.some(other => OLD_HEAD.test(other) || OLD_SEVERITY.test(other))
  if (BLOCK_HEAD.test(body)) return bodies.length > 0
  if (EVENT_SEVERITY.test(body)) return bodies.some(other => EVENT_SEVERITY.test(other) || SECTION_HEAD.test(other))
  if (OLD_SEVERITY.test(body)) return bodies.some(other => OLD_SEVERITY.test(other))
  const head = readSectionHead(body)
  return head !== undefined && bodies.some(other => (readSectionHead(other)?.index ?? -1) >= head.index)
}

/** Names of a block's lines, for telling them from other texts where no prefix marks them. */
const FIELD_NAMES: ReadonlySet<string> = new Set([
  ...LOCATION_NAMES,
  ...['error_status', 'physical_address', 'physical_address_mask', 'error_type', 'fru_text', 'fru_id', 'flags'],
  ...['section_type', 'aer_uncor_status', 'aer_uncor_mask', 'aer_uncor_severity', 'aer_cor_status', 'aer_cor_mask'],
  ...['port_type', 'version', 'command', 'status', 'device_id', 'slot', 'secondary_bus', 'vendor_id', 'class_code'],
  ...['error_info', 'bridge'],
])

const FIELD =
  /^(\w+|DIMM location|section (?:type|length)|(?:im)?precise tstamp|tstamp|Local APIC_ID|Check Information): ?\S/

const isField = (name: string): boolean => FIELD_NAMES.has(name)

const isBareBody = (body: string): boolean => {
  const name = FIELD.exec(body)?.[1]
  return CORRECTED_NOTE.test(body) || (name !== undefined && (isField(name) || !/^\w+$/.test(name)))
}

/** Lines of other hardware errors that wear the same prefix: AMD's decoder, the machine-check handler. */
const FOREIGN =
  /^(?:CPU ?:? ?\d|MC\d|Error Addr|Error Status: |IPID: |PPIN: |TSC|Syndrome|RIP |PROCESSOR |Machine check|Run the|This is not|Corrected error, no|Uncorrected, software|System Fatal|Deferred error|cache level: (?:L|RESV|GEN)|tx: |internal: |FRU Text|.{1,60}(?:Ext\.|Extended) Error Code:|.{1,40} Error: )/

const NUMBERED = /^\{(\d{1,10})\} {0,8}(\[Hardware Error\]: *)?(.*)$/
const PREFIXED = /^\[Hardware Error\]: *(.*)$/

/** Pairs, flags and dumps; a number in braces without the prefix may stand before any text. */
const MAY_GO_ON = /:|^It has been corrected|\b(?:captured|corrected|corrupted|precise|imprecise|incomplete|error)\b/

/** What is open, by key. */
export interface OpenBlocks {
  read(key: string): BlockFrame | undefined
}

const readNumbered = (number: string, prefixed: boolean, body: string, open: OpenBlocks): BlockMessage | undefined => {
  const key = prefixed ? `{${number}}` : `extlog ${number}`
  if (!prefixed && !isUnmistakable(body) && (open.read(key) === undefined || !MAY_GO_ON.test(body))) return undefined
  const reporter = /^Hardware error detected on CPU/.test(body) || !prefixed ? 'extlog' : 'ghes'
  return {key, reporter: open.read(key)?.reporter ?? reporter, number, body}
}

/** Lines without number: BERT's below its announcement, others below a line that only a block has. */
const readPlain = (body: string, prefixed: boolean, open: OpenBlocks): BlockMessage | undefined => {
  const key = !prefixed ? BARE_KEY : open.read(BERT_KEY) === undefined ? PLAIN_KEY : BERT_KEY
  const frame = open.read(key)
  const isOurs =
    isUnmistakable(body) ||
    (frame !== undefined && (prefixed ? !FOREIGN.test(body) : isBareBody(body))) ||
    (prefixed && OLD_SEVERITY.test(body))
  return isOurs ? {key, reporter: frame?.reporter ?? 'ghes', body, ...(prefixed ? {} : {bare: true})} : undefined
}

/** The block a message belongs to; undefined when it is none of a firmware record's. */
export function readBlockMessage(message: string, open: OpenBlocks): BlockMessage | undefined {
  const [, number, prefix, rest = ''] = NUMBERED.exec(message) ?? []
  if (number !== undefined) return readNumbered(number, prefix !== undefined, rest.trim(), open)
  const body = PREFIXED.exec(message)?.[1]
  return body === undefined ? readPlain(message.trim(), false, open) : readPlain(body.trim(), true, open)
}

/** The frame with a further line. */
export function addToFrame(frame: BlockFrame | undefined, message: BlockMessage, line: LogLine): BlockFrame {
  const {reporter, number, body, bare} = message
  const item: TextItem = {text: body, lines: [line]}
  return {
    reporter: frame?.reporter ?? reporter,
    ...(number === undefined ? {} : {number}),
    ...(bare === undefined ? {} : {bare}),
    lines: [...(frame?.lines ?? []), {item, body}],
    lastLine: line.position.line,
    time: line.envelope.time,
  }
}

/** Bodies whose beginning is known: a break was undone rightly. */
const isKnown = (body: string): boolean => isUnmistakable(body) || isBareBody(body) || readDumpLine(body) !== undefined

/** Whether a message, whatever prefix it wears, begins as a line of a block does. */
export const beginsKnown = (message: string): boolean =>
  isKnown(message.replace(/^(?:\{\d{1,10}\} {0,8})?(?:\[Hardware Error\]: *)?/, '').trim())

/** The frame whose last line goes on in this one; undefined when it does not. */
export function continueFrame(frame: BlockFrame, line: LogLine): BlockFrame | undefined {
  const last = frame.lines.at(-1)
  const readings = last === undefined ? [] : continueItem(last.item, line, {isField})
  const item = readings.find(({text}) => isKnown(text.trim())) ?? readings[0]
  if (item === undefined) return undefined
  return {...frame, lines: [...frame.lines.slice(0, -1), {item, body: item.text.trim()}], lastLine: line.position.line}
}

/** Lines one block may hold; what a text prints beyond is another. */
const MOST_LINES = 400

/** Whether the frame has its fill. */
export const isFull = (frame: BlockFrame): boolean => frame.lines.length >= MOST_LINES

/** Whether a section of the block has said what it is about. */
export const hasSection = (frame: BlockFrame): boolean => frame.lines.some(({body}) => /^section[ _]type: /.test(body))
