import type {LogLine, LogTime} from '../../logs/log-line.js'
import type {ParseNotice} from '../../logs/parse-notice.js'
import type {DialectOutput} from '../define-dialect.js'
import type {MachineCheckRecord, ReporterProse} from '../hardware-error-record.js'
import {recordTruncated, valueTruncated} from '../record-notices.js'
import {secondsApart} from '../seconds-apart.js'
import {evidenceOf, isCut, type TextItem} from '../text-item.js'
import {type DecoderKind, type DecoderLine, readDecoderLine} from './decoder-lines.js'

/** A line with what it says. */
export interface DecoderPart {
  readonly item: TextItem
  readonly said: DecoderLine
}

/** A record of AMD's decoder under construction. */
export interface DecoderFrame {
  readonly parts: readonly DecoderPart[]
  readonly lastLine: number
  readonly time: LogTime
  /** Its text wears the handler's prefix. */
  readonly prefixed: boolean
}

/** Physical lines and seconds between two lines of one record: drivers and other boot lines stand between them. */
const APART_LINES = 100
const APART_SECONDS = 5

/** Whether the line stands too far behind the record's last one. */
export const isApart = (frame: DecoderFrame, line: LogLine): boolean =>
  line.position.line - frame.lastLine > APART_LINES || secondsApart(frame.time, line.envelope.time) > APART_SECONDS

const has = (frame: DecoderFrame, kind: DecoderKind): boolean => frame.parts.some(({said}) => said.kind === kind)

const differs = (frame: DecoderFrame, bank: number | undefined): boolean =>
  bank !== undefined && frame.parts.some(({said}) => said.fields.bank !== undefined && said.fields.bank !== bank)

/**
 * Whether a line begins another record: kernels before 3.10 print the description first and the verdict second, later
 * ones the verdict first; the error code comes last in all of them.
 */
export function beginsAnother(frame: DecoderFrame, said: DecoderLine): boolean {
  if (has(frame, 'code') || differs(frame, said.fields.bank)) return true
  if (said.kind === 'verdict') return has(frame, 'verdict') || has(frame, 'status')
  if (said.kind !== 'values') return has(frame, said.kind)
  return frame.parts.some(
    part => part.said.kind === 'values' && Object.keys(said.fields).some(name => name in part.said.fields),
  )
}

/** The frame with a further line. */
export function addPart(
  frame: DecoderFrame | undefined,
  part: DecoderPart,
  line: LogLine,
  prefixed: boolean,
): DecoderFrame {
  return {
    parts: [...(frame?.parts ?? []), part],
    lastLine: line.position.line,
    prefixed: frame?.prefixed ?? prefixed,
    time: line.envelope.time,
  }
}

/** The frame with its last part read again from its longer text, as the reading that says most; undefined when none says anything. */
export function replaceLast(frame: DecoderFrame, readings: readonly TextItem[]): DecoderFrame | undefined {
  const parts = readings.flatMap((item): DecoderPart[] => {
    const said = readDecoderLine(item.text)
    return said === undefined ? [] : [{item, said}]
  })
  const part = parts.find(({said}) => said.unfinished !== true && said.troubles.length === 0) ?? parts[0]
  const lastLine = part?.item.lines.at(-1)?.position.line
  if (part === undefined || lastLine === undefined) return undefined
  return {...frame, parts: [...frame.parts.slice(0, -1), part], lastLine}
}

const proseOf = (parts: readonly DecoderPart[]): ReporterProse | undefined => {
  const severity = parts.find(({said}) => said.severity !== undefined)?.said.severity
  const unit = parts.find(({said}) => said.unit !== undefined && said.unit !== '')?.said.unit
  const label = parts.find(({said}) => said.label !== undefined)?.said.label
  const prose: ReporterProse = {
    ...(severity === undefined ? {} : {severity}),
    ...(unit === undefined ? {} : {unit}),
    ...(label === undefined ? {} : {location: {label}}),
  }
  return Object.keys(prose).length === 0 ? undefined : prose
}

const WORDS: ReadonlySet<DecoderKind> = new Set(['verdict', 'description', 'extended', 'code'] as const)

const nameOf = ({cpu, bank}: Pick<MachineCheckRecord, 'cpu' | 'bank'>): string =>
  bank === undefined ? 'a machine check' : `${cpu === undefined ? '' : `CPU ${cpu} `}bank ${bank}`

/** Lines that say too little by themselves: a code or a unit, without class and bank. */
const saysNothing = (parts: readonly DecoderPart[]): boolean =>
  !parts.some(({said}) => said.kind === 'verdict' || said.kind === 'status' || said.fields.bank !== undefined)

/** The record that a frame comes to, and what of it is missing. */
export function closeFrame({parts}: DecoderFrame, dialect: string): DialectOutput {
  const first = parts[0]
  if (first === undefined || saysNothing(parts)) return {}
  const evidence = evidenceOf(parts.map(({item}) => item))
  const fields = Object.assign({}, ...parts.map(({said}) => said.fields))
  const partial = fields.status === undefined || parts.some(({item}) => isCut(item))
  const prose = proseOf(parts)
  const record: MachineCheckRecord = {
    kind: 'machine-check',
    dialect,
    envelope: first.item.lines[0].envelope,
    evidence,
    ...(partial ? {partial} : {}),
    reporterSays: parts.filter(({said}) => WORDS.has(said.kind)).map(({item}) => item.text),
    ...fields,
    ...(prose === undefined ? {} : {prose}),
  }
  const notices: ParseNotice[] = partial ? [recordTruncated(nameOf(record), evidence)] : []
  for (const {item, said} of parts)
    notices.push(...said.troubles.map(trouble => valueTruncated(trouble, evidenceOf([item]))))
  return {records: [record], notices}
}
