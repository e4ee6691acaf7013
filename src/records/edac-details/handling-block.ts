import type {LogLine} from '../../logs/log-line.js'
import type {DialectOutput} from '../define-dialect.js'
import {quoteLines} from '../evidence-line.js'
import type {ContextRecord, MachineCheckRecord} from '../hardware-error-record.js'
import {readHex} from '../hex-text.js'
import {type MachineCheckFields, machineCheckParts} from '../machine-check-parts.js'
import {recordHeadless, recordTruncated, valueTruncated} from '../record-notices.js'
import {isAllOnes} from './core-line.js'

/** A `HANDLING … MEMORY ERROR` block under construction: the registers of the machine check a driver is decoding. */
export interface HandlingBlock {
  readonly kind: 'mce' | 'ibecc'
  readonly controller: string
  readonly lines: readonly LogLine[]
  readonly fields: MachineCheckFields
  readonly troubles: readonly string[]
  /** The PROCESSOR line was read: nothing is missing any more. */
  readonly whole: boolean
}

/** A block without lines. */
export const openBlock = (kind: HandlingBlock['kind'], controller: string): HandlingBlock => ({
  kind,
  controller,
  lines: [],
  fields: {},
  troubles: [],
  whole: false,
})

/** What one line adds to a block. */
export interface BlockPart {
  readonly opens?: HandlingBlock['kind']
  readonly isHead?: boolean
  readonly isLast?: boolean
  readonly fields: MachineCheckFields
  readonly troubles: readonly string[]
}

const HANDLING = /^HANDLING (MCE|IBECC) MEMORY ERROR/

/** Words may be of any language, the order of the numbers is not. */
const HEAD = /^CPU ?(\d{1,5}): (\D{1,60}?): ?(?:0x)?([0-9a-f]{1,16}) (\D{1,30}?) ?(\d{1,3}): ?(?:0x)?([0-9a-f]+)/i

//    CPU 12: Machine Check Event: 0 Bank 9: 8c000046000800c1
//        ^^                ^^^^^  ^      ^  ^^^^^^^^^^^^^^^^
const readHead = (body: string): BlockPart | undefined => {
  const head = HEAD.exec(body)
  const [, cpu, words = '', mcgstatus = '', , bank, status = ''] = head ?? []
  if (cpu === undefined || bank === undefined) return undefined
  const fields: MachineCheckFields = {cpu: Number(cpu), bank: Number(bank)}
  const grade = readHex(mcgstatus)
  if (grade !== undefined) fields.mcgstatus = grade
  // Drivers of old kernels say Exception of polled records too; then no bit of MCG_STATUS is set.
  if (/exception/i.test(words)) fields.exception = grade !== 0n
  else if (/event/i.test(words)) fields.exception = false
  const value = status.length === 16 ? readHex(status) : undefined
  if (value !== undefined) fields.status = value
  return {isHead: true, fields, troubles: value === undefined ? [`STATUS ${status} (16 digits expected)`] : []}
}

/** What the text behind `EDAC sbridge MC1: ` says of the machine check; undefined when it is no line of a block. */
export const readBlockPart = (body: string, cut: boolean): BlockPart | undefined => {
  const opens = HANDLING.exec(body)?.[1]
  if (opens) return {opens: opens === 'MCE' ? 'mce' : 'ibecc', fields: {}, troubles: []}
  const head = readHead(body)
  if (head) return head
  const parts = machineCheckParts(body, cut)
  if (parts.length === 0 || parts.some(part => part.stage === 'head' || part.stage === 'rip')) return undefined
  return {
    isLast: parts.some(part => part.stage === 'processor'),
    fields: Object.assign({}, ...parts.map(part => part.fields)),
    troubles: parts.flatMap(part => part.troubles),
  }
}

/** A block has six lines; other text stands between them, but not much. */
const MOST_LINES = 12
const LARGEST_GAP = 100

/** Whether the line cannot belong to the block: it opens another, or stands too far behind. */
export const beginsAnother = (block: HandlingBlock, part: BlockPart, line: LogLine): boolean =>
  part.opens !== undefined ||
  (part.isHead === true && block.fields.bank !== undefined) ||
  block.lines.length >= MOST_LINES ||
  line.position.line - (block.lines.at(-1)?.position.line ?? 0) > LARGEST_GAP

/** The block with one more line. */
export const addToBlock = (block: HandlingBlock, part: BlockPart, line: LogLine): HandlingBlock => ({
  ...block,
  lines: block.lines.at(-1) === line ? block.lines : [...block.lines, line],
  fields: {...block.fields, ...part.fields},
  troubles: [...block.troubles, ...part.troubles],
  whole: block.whole || (part.isLast ?? false),
})

const machineCheck = (block: HandlingBlock, dialect: string, first: LogLine): DialectOutput => {
  const evidence = block.lines.flatMap(quoteLines)
  const name = `memory controller ${block.controller}`
  const cuts = block.troubles.map(trouble => valueTruncated(trouble, evidence))
  if (block.fields.status === undefined && block.fields.bank === undefined)
    return {notices: [recordHeadless(name, evidence), ...cuts]}
  const partial = !block.whole || block.fields.status === undefined
  const record: MachineCheckRecord = {
    kind: 'machine-check',
    dialect,
    envelope: first.envelope,
    evidence,
    ...(partial ? {partial} : {}),
    ...block.fields,
  }
  return {records: [record], notices: partial ? [recordTruncated(name, evidence), ...cuts] : cuts}
}

/** igen6 says only that something happened; the error, if it was one, has its CE or UE line. */
const context = (block: HandlingBlock, dialect: string, first: LogLine): DialectOutput => {
  const {addr} = block.fields
  const record: ContextRecord = {
    kind: 'context',
    dialect,
    envelope: first.envelope,
    evidence: block.lines.flatMap(quoteLines),
    what: 'other',
    message: 'HANDLING IBECC MEMORY ERROR',
    ...(addr === undefined || isAllOnes(addr) ? {} : {address: addr}),
  }
  return {records: [record]}
}

/** What can be said of a block once nothing more is added. */
export const closeBlock = (block: HandlingBlock, dialect: string): DialectOutput => {
  const [first] = block.lines
  if (!first) return {}
  return block.kind === 'mce' ? machineCheck(block, dialect, first) : context(block, dialect, first)
}
