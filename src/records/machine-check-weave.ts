import type {Envelope, LogLine} from '../logs/log-line.js'
import {quoteLines} from './evidence-line.js'
import type {EvidenceLine} from './hardware-error-record.js'
import type {MachineCheckFields, Part, Stage} from './machine-check-parts.js'

/** A printed piece with where it was printed. */
export interface Piece {
  fields: MachineCheckFields
  readonly evidence: EvidenceLine[]
  readonly troubles: string[]
  readonly unread: string[]
  readonly envelope: Envelope
  /** Order of printing within the weave. */
  readonly at: number
  /** A head that the log does not show: other lines prove that it was there. */
  readonly lost?: string
}

/**
 * Machine-check records under construction whose lines stand among each other: usually one, several when CPUs print at
 * once. Which line belongs to which head is decided when all are there, because only the head names its CPU.
 */
export interface Weave {
  readonly pieces: Readonly<Record<Stage, Piece[]>>
  /** The text wears the handler's prefix: kernels from 2.6.32 on, whose records always end in a PROCESSOR line. */
  prefixed: boolean
  printed: number
  /** Line and moment of the last piece. */
  lastLine: number
  lastSeconds?: number
  /** A head whose rest may stand on the next physical line. */
  unfinished: {readonly piece: Piece; readonly text: string} | undefined
}

/** An empty weave. */
export const openWeave = (prefixed: boolean): Weave => ({
  pieces: {head: [], rip: [], registers: [], processor: []},
  prefixed,
  printed: 0,
  lastLine: 0,
  unfinished: undefined,
})

/** Seconds of the clock nearest to the kernel's; undefined when the line carries none. */
const secondsOf = (line: LogLine): number | undefined => {
  const {uptimeSeconds, epochMs} = line.envelope.time
  return uptimeSeconds ?? (epochMs === undefined ? undefined : epochMs / 1000)
}

/** Physical lines and seconds that lie between the lines of one record at most; beyond it they are of different moments. */
export const WEAVE_LINES = 100
const WEAVE_SECONDS = 5
/** Heads that one weave may hold before it is taken apart: more than CPUs ever print at once without an end. */
const WEAVE_HEADS = 512
/** Physical lines that one piece may be read from. */
const PIECE_LINES = 16

/** Whether the line is too far away from the weave's last piece to belong to it. */
export const isApart = (weave: Weave, line: LogLine): boolean => {
  const seconds = secondsOf(line)
  const gap = seconds === undefined || weave.lastSeconds === undefined ? 0 : seconds - weave.lastSeconds
  return line.position.line - weave.lastLine > WEAVE_LINES || Math.abs(gap) > WEAVE_SECONDS
}

/** Whether every head has its PROCESSOR line (and with `registers` its TSC line), so that a new head begins a new weave. */
export const isWhole = (weave: Weave, registers: boolean): boolean => {
  const {head, registers: tsc, processor} = weave.pieces
  const heads = head.length
  return heads > 0 && processor.length >= heads && (!registers || tsc.length >= heads)
}

/** Whether the weave holds as many heads as may stand open. */
export const isFull = (weave: Weave): boolean => weave.pieces.head.length >= WEAVE_HEADS

const place = (
  weave: Weave,
  stage: Stage,
  part: Omit<Part, 'stage' | 'opens'>,
  line: LogLine,
  lost?: string,
): Piece => {
  const piece: Piece = {
    fields: {...part.fields},
    evidence: [...quoteLines(line)],
    troubles: [...part.troubles],
    unread: part.unread === undefined ? [] : [part.unread],
    envelope: line.envelope,
    at: weave.printed++,
    ...(lost === undefined ? {} : {lost}),
  }
  weave.pieces[stage].push(piece)
  return piece
}

/** How many heads have got beyond the point where this stage is printed. */
const spentHeads = (weave: Weave, stage: Stage): number => {
  const {rip, registers, processor, head} = weave.pieces
  if (stage === 'processor') return processor.length
  if (stage === 'registers') return registers.length
  const polled = head.filter(piece => piece.fields.exception === false).length
  return Math.max(rip.length + polled, registers.length)
}

const hasRoomFor = (piece: Piece, fields: MachineCheckFields): boolean =>
  piece.evidence.length < PIECE_LINES && Object.keys(fields).every(name => !Object.hasOwn(piece.fields, name))

/** Adds a part without its first word (`ADDR …` alone) to the newest piece of its stage that has room for it. */
const goOn = (weave: Weave, part: Part, line: LogLine): boolean => {
  const piece = weave.pieces[part.stage].findLast(candidate => hasRoomFor(candidate, part.fields))
  if (!piece) return false
  Object.assign(piece.fields, part.fields)
  piece.troubles.push(...part.troubles)
  if (part.unread !== undefined) piece.unread.push(part.unread)
  piece.evidence.push(...quoteLines(line))
  return true
}

/** A single value without the handler's prefix proves no head: mce-inject's files and mcelog's `--raw` print one a line. */
const provesNothing = (weave: Weave, {stage, fields}: Part): boolean =>
  stage !== 'head' && !weave.prefixed && weave.pieces.head.length === 0 && Object.keys(fields).length <= 1

/** Adds a printed part; a line for which no head has room proves a head that is not in the log. */
export const addPart = (weave: Weave, part: Part, line: LogLine): Piece | undefined => {
  weave.lastLine = line.position.line
  const seconds = secondsOf(line)
  if (seconds !== undefined) weave.lastSeconds = seconds
  if (!part.opens && goOn(weave, part, line)) return undefined
  if (provesNothing(weave, part)) return undefined
  if (part.stage !== 'head' && spentHeads(weave, part.stage) >= weave.pieces.head.length)
    place(weave, 'head', {fields: {}, troubles: []}, line, `first line seen: ${part.stage}`)
  return place(weave, part.stage, part, line)
}
