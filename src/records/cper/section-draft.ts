import type {CperRecord, MsrArray, ProcessorPart} from '../hardware-error-record.js'
import type {TextItem} from '../text-item.js'

/** One section while its lines are read. */
export interface SectionDraft {
  readonly items: TextItem[]
  index?: number
  severity?: CperRecord['sectionSeverity']
  type?: CperRecord['sectionType']
  guid?: string
  errorType?: number
  address?: bigint
  addressMask?: bigint
  errorStatus?: bigint
  fruText?: string
  fruId?: string
  readonly flags: string[]
  readonly location: {
    -readonly [Name in keyof NonNullable<CperRecord['location']>]: NonNullable<CperRecord['location']>[Name]
  }
  readonly fields: Record<string, string>
  /** Lines of words without a value. */
  readonly words: string[]
  readonly parts: ProcessorPart[]
  apic?: number
  /** Heading that the lines below belong to: `Error info structure 0`. */
  heading?: string
  /** What a dump below is of: `Register Array`. */
  dumpName?: string
  /** Number of the first register of an array that is still to come. */
  firstMsr?: number
  readonly dumps: Record<string, string>
  readonly msrs: MsrArray[]
  /** Values that were cut, in words. */
  readonly troubles: string[]
}

/** An empty section. */
export const openSection = (index?: number): SectionDraft => ({
  items: [],
  ...(index === undefined ? {} : {index}),
  flags: [],
  location: {},
  fields: {},
  words: [],
  parts: [],
  dumps: {},
  msrs: [],
  troubles: [],
})

/** True when nothing was read into it but words without a value: no line of a section's own may have been among them. */
export const isOnlyWords = ({items, words, heading, dumpName, dumps}: SectionDraft): boolean =>
  items.length === words.length && heading === undefined && dumpName === undefined && Object.keys(dumps).length === 0

/** Fields and words kept of one section. */
const MOST_FIELDS = 200
const MOST_CHARACTERS = 400

/** Keeps a value under its name, or under the name with a number when that was printed before. */
export function keepField(section: SectionDraft, name: string, value: string): void {
  const {fields, heading} = section
  if (Object.keys(fields).length >= MOST_FIELDS) return
  const own = heading === undefined ? name : `${heading}: ${name}`
  let key = own
  for (let times = 2; Object.hasOwn(fields, key); times++) key = `${own} (${times})`
  fields[key] = value.slice(0, MOST_CHARACTERS)
}

/** Keeps a line that is no pair. */
export function keepWords(section: SectionDraft, words: string): void {
  if (section.words.length < MOST_FIELDS) section.words.push(words.slice(0, MOST_CHARACTERS))
}
