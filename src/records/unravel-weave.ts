import type {ParseNotice} from '../logs/parse-notice.js'
import {sortEvidence} from './evidence-line.js'
import type {MachineCheckRecord} from './hardware-error-record.js'
import type {MachineCheckFields, Stage} from './machine-check-parts.js'
import type {Piece, Weave} from './machine-check-weave.js'
import {recordHeadless, recordsInterleaved, recordTruncated, textUnread, valueTruncated} from './record-notices.js'

/** Which piece of a stage goes to which head, by the heads' order. */
type Joined = ReadonlyMap<Piece, Piece>

/** Heads that may have a piece of the stage: only exceptions print a RIP line. */
const headsFor = (weave: Weave, stage: Stage): readonly Piece[] =>
  stage === 'rip' ? weave.pieces.head.filter(piece => piece.fields.exception !== false) : weave.pieces.head

/** As many pieces as heads: the CPUs printed in turns, first to first. */
const joinInTurns = (heads: readonly Piece[], pieces: readonly Piece[]): Joined | undefined =>
  heads.length === pieces.length && heads.every((head, index) => head.at < (pieces[index]?.at ?? -1))
    ? new Map(heads.flatMap((head, index) => (pieces[index] ? [[head, pieces[index]] as const] : [])))
    : undefined

/** Lines are missing: each piece goes to the nearest head before it that has none yet. */
const joinNearest = (heads: readonly Piece[], pieces: readonly Piece[]): Joined => {
  const joined = new Map<Piece, Piece>()
  for (const piece of pieces) {
    const free = heads.filter(head => !joined.has(head))
    const head = free.findLast(candidate => candidate.at < piece.at) ?? free[0]
    if (head) joined.set(head, piece)
  }
  return joined
}

const isWoven = (weave: Weave, joined: Joined): boolean =>
  [...joined].some(([head, piece]) => weave.pieces.head.findLast(candidate => candidate.at < piece.at) !== head)

const nameOf = (fields: Pick<MachineCheckFields, 'cpu' | 'bank'>): string =>
  fields.cpu === undefined
    ? 'a machine check'
    : `CPU ${fields.cpu}${fields.bank === undefined ? '' : ` bank ${fields.bank}`}`

const isPartial = (weave: Weave, head: Piece, parts: readonly (Piece | undefined)[]): boolean => {
  const [, registers, processor] = parts
  return head.fields.status === undefined || !registers || (weave.prefixed && !processor)
}

const compose = (weave: Weave, dialect: string, head: Piece, parts: readonly (Piece | undefined)[]) => {
  const pieces = [head, ...parts.filter(part => part !== undefined)]
  const evidence = sortEvidence(pieces.flatMap(piece => piece.evidence))
  const partial = isPartial(weave, head, parts)
  const told = {kind: 'machine-check', dialect, envelope: head.envelope, evidence} as const
  const record: MachineCheckRecord = partial ? {...told, partial} : told
  for (const {fields} of pieces) Object.assign(record, fields)
  const notices: ParseNotice[] = []
  if (head.lost !== undefined) notices.push(recordHeadless(head.lost, evidence))
  else if (partial) notices.push(recordTruncated(nameOf(record), evidence))
  for (const piece of pieces)
    notices.push(
      ...piece.troubles.map(trouble => valueTruncated(trouble, sortEvidence(piece.evidence))),
      ...piece.unread.map(text => textUnread(text, sortEvidence(piece.evidence))),
    )
  return {record, notices}
}

/** The pieces of the only head, each printed once behind it, as CPUs do that print alone; undefined otherwise. */
const soloParts = ({pieces: {head, rip, registers, processor}}: Weave): readonly (Piece | undefined)[] | undefined => {
  const [only] = head
  if (only === undefined || head.length + rip.length !== 1 || registers.length > 1 || processor.length > 1)
    return undefined
  const parts = [undefined, registers[0], processor[0]]
  return parts.every(part => part === undefined || part.at > only.at) ? parts : undefined
}

/** Takes a weave apart: one record for each head, with what of it is missing told as notices. */
export const unravel = (weave: Weave, dialect: string): {records: MachineCheckRecord[]; notices: ParseNotice[]} => {
  const [only] = weave.pieces.head
  const solo = soloParts(weave)
  if (only !== undefined && solo !== undefined) {
    const {record, notices} = compose(weave, dialect, only, solo)
    return {records: [record], notices}
  }
  const stages = (['rip', 'registers', 'processor'] as const).map(stage => {
    const heads = headsFor(weave, stage)
    const pieces = weave.pieces[stage]
    return joinInTurns(heads, pieces) ?? joinNearest(heads, pieces)
  })
  const told = weave.pieces.head.map(head =>
    compose(
      weave,
      dialect,
      head,
      stages.map(joined => joined.get(head)),
    ),
  )
  const notices = told.flatMap(({notices}) => notices)
  if (stages.some(joined => isWoven(weave, joined)))
    notices.push(
      recordsInterleaved(
        told.map(({record}) => nameOf(record)).join(', '),
        weave.pieces.head.flatMap(head => head.evidence),
      ),
    )
  return {records: told.map(({record}) => record), notices}
}
