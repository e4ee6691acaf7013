import type {ParseNotice} from '../../logs/parse-notice.js'
import type {DialectOutput} from '../define-dialect.js'
import type {CperRecord, EvidenceLine} from '../hardware-error-record.js'
import {recordTruncated, valueTruncated} from '../record-notices.js'
import {evidenceOf, isCut, type TextItem} from '../text-item.js'
import {severityIn} from './memory-fields.js'
import {isOnlyWords, openSection, type SectionDraft} from './section-draft.js'
import {dumpsOf, readSectionHead, readSectionLine, TIME_STAMP} from './section-lines.js'

/** Who printed a block, as far as its first line says. */
export type BlockReporter = 'ghes' | 'bert' | 'extlog'

/** A line of a block: the message behind the prefix, and the item it stands in. */
export interface BlockLine {
  readonly item: TextItem
  readonly body: string
}

/** A block of lines that belong together: one firmware record. */
export interface Block {
  readonly reporter: BlockReporter
  /** `{7}`; absent where the text wears no number. */
  readonly number?: string
  readonly lines: readonly BlockLine[]
}

/** Head lines of a block: the error source, or the CPU that found it. */
export const BLOCK_HEAD =
  /^(?:Hardware error from APEI Generic Hardware Error Source: *(\d+)|Hardware error detected on CPU ?(\d+)|APEI generic hardware error status$)/

const CORRECTED_NOTE = /^It has been corrected by h\/w/

const BLOCK_SEVERITY = /^(?:event )?severity: *(.+)$/

interface Draft {
  severity?: CperRecord['blockSeverity']
  readonly fields: Record<string, string>
  readonly says: string[]
  readonly head: TextItem[]
  readonly sections: SectionDraft[]
  /** A time stamp, printed before the section it belongs to. */
  stamp?: BlockLine
}

const note = (into: Draft, {item, body}: BlockLine): boolean => {
  const head = BLOCK_HEAD.exec(body)
  if (head?.[1] !== undefined) into.fields.source = head[1]
  if (head?.[2] !== undefined) into.fields.cpu = head[2]
  const isNote = CORRECTED_NOTE.test(body)
  if (isNote) into.says.push(body)
  const severity = into.sections.length === 0 ? BLOCK_SEVERITY.exec(body)?.[1] : undefined
  if (severity !== undefined) into.severity = severityIn(severity) ?? 'unknown'
  if (head === null && !isNote && severity === undefined) return false
  into.head.push(item)
  return true
}

/** A line that only a section's beginning prints, when the section standing open already has its own. */
const beginsUnseen = (section: SectionDraft, body: string): boolean =>
  /^section[ _]type: /.test(body) && section.type !== undefined

/** A line below a section's head, or of a section whose head is not in the log; half a line of the block's head is neither. */
const readLine = (into: Draft, standing: SectionDraft | undefined, line: BlockLine): void => {
  const section = standing === undefined || beginsUnseen(standing, line.body) ? openSection() : standing
  readSectionLine(section, line.item, line.body)
  if (section === standing) return
  if (isOnlyWords(section)) into.head.push(line.item)
  else into.sections.push(section)
}

const step = (into: Draft, line: BlockLine): void => {
  if (note(into, line)) return
  if (TIME_STAMP.test(line.body)) {
    into.stamp = line
    return
  }
  const head = readSectionHead(line.body)
  const standing = into.sections.at(-1)
  if (head === undefined) {
    readLine(into, standing, line)
    return
  }
  const section = openSection(head.index)
  if (head.severity !== undefined) section.severity = head.severity
  section.items.push(line.item)
  if (into.stamp !== undefined) readSectionLine(section, into.stamp.item, into.stamp.body)
  delete into.stamp
  into.sections.push(section)
}

const given = <Key extends string, Value>(key: Key, value: Value | undefined): {readonly [K in Key]?: Value} => {
  const field: {[K in Key]?: Value} = {}
  if (value !== undefined) field[key] = value
  return field
}

const filled = <Value extends object>(value: Value): Value | undefined =>
  Object.keys(value).length === 0 ? undefined : value

const list = <Value>(values: readonly Value[] | undefined): readonly Value[] | undefined =>
  values === undefined || values.length === 0 ? undefined : values

/** Lines that only memory sections print prove one whose type line is not in the log. */
const typeOf = ({type, address, errorType, errorStatus}: SectionDraft): CperRecord['sectionType'] =>
  type ?? (address !== undefined || errorType !== undefined || errorStatus !== undefined ? 'memory' : 'unknown')

interface Told {
  readonly record: CperRecord
  readonly notices: readonly ParseNotice[]
}

const nameOf = (block: Block, {index}: SectionDraft): string =>
  `firmware record${block.number === undefined ? '' : ` {${block.number}}`}, section ${index ?? 'without number'}`

const compose = (block: Block, draft: Draft, section: SectionDraft, dialect: string): Told => {
  const evidence = evidenceOf([...draft.head, ...section.items])
  const {cpuid, bytes} = dumpsOf(section)
  const first = draft.head[0] ?? section.items[0]
  const partial = section.type === undefined || section.index === undefined || section.items.some(isCut)
  const fields = filled({...draft.fields, ...section.fields})
  const record: CperRecord = {
    kind: 'cper',
    dialect,
    envelope: first === undefined ? {id: 'bare', time: {basis: 'none'}} : first.lines[0].envelope,
    evidence,
    ...(partial ? {partial} : {}),
    ...given('reporterSays', list([...draft.says, ...section.words])),
    reporter: block.reporter,
    ...given('blockSeverity', draft.severity),
    ...given('sectionSeverity', section.severity),
    sectionType: typeOf(section),
    ...given('sectionGuid', section.guid),
    ...given('memoryErrorType', section.errorType),
    ...given('address', section.address),
    ...given('addressMask', section.addressMask),
    ...given('location', filled(section.location)),
    ...given('fruText', section.fruText === '' ? undefined : section.fruText),
    ...given('fruId', section.fruId),
    ...given('errorStatus', section.errorStatus),
    ...given('flags', list(section.flags)),
    ...(block.reporter === 'bert' ? {previousBoot: true} : {}),
    ...given('processorParts', list(section.parts)),
    ...given('apic', section.apic),
    ...given('cpuid', cpuid),
    ...given('msrs', list(section.msrs)),
    ...given('bytes', bytes),
    ...given('fields', fields),
  }
  return {record, notices: noticesOf(nameOf(block, section), section, evidence, partial)}
}

const noticesOf = (
  name: string,
  {troubles}: SectionDraft,
  evidence: readonly EvidenceLine[],
  partial: boolean,
): readonly ParseNotice[] => [
  ...(partial ? [recordTruncated(name, evidence)] : []),
  ...troubles.map(trouble => valueTruncated(trouble, evidence)),
]

/** The first section's number shows that others went before it. */
const lacksSections = ({sections}: Draft): boolean => (sections[0]?.index ?? 0) > 0

const beginningMissing = (block: Block, {sections}: Draft): ParseNotice => ({
  code: 'record-headless',
  message: `The beginning of ${nameOf(block, sections[0] ?? openSection())} is not in the log: sections before it are not known.`,
  positions: evidenceOf(sections[0]?.items ?? []).map(line => line.position),
})

/** Nothing but a head: a record when its severity is known, else only the notice that one was cut off. */
const headOnly = (block: Block, draft: Draft, dialect: string): DialectOutput => {
  const {record, notices} = compose(block, draft, openSection(), dialect)
  return draft.severity === undefined && draft.says.length === 0 ? {notices} : {records: [record], notices}
}

/** One record for each section of a block, what is missing told as notices. */
export function readBlock(block: Block, dialect: string): DialectOutput {
  const draft: Draft = {fields: {}, says: [], head: [], sections: []}
  for (const line of block.lines) step(draft, line)
  if (draft.sections.length === 0) return headOnly(block, draft, dialect)
  const told = draft.sections.map(section => compose(block, draft, section, dialect))
  const missing = lacksSections(draft) ? [beginningMissing(block, draft)] : []
  return {records: told.map(({record}) => record), notices: [...missing, ...told.flatMap(({notices}) => notices)]}
}
