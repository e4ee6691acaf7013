import type {ProcessorPart} from '../hardware-error-record.js'
import type {TextItem} from '../text-item.js'
import {isCut} from '../text-item.js'
import {firstWordOf, quadsOf, readDumpLine} from './hex-dump.js'
import {beginsLocation, labelIn, readLocation, readQuad, severityIn, statusIn} from './memory-fields.js'
import {keepField, keepWords, type SectionDraft} from './section-draft.js'
import {sectionTypeIn} from './section-types.js'

/** Flag words of a section (UEFI 2.10, N.2.2, section flags). */
const FLAG_WORDS =
  'primary|containment warning|reset|threshold exceeded|resource not accessible|latent error|propagated|overflow'
const FLAGS = new RegExp(`^(?:${FLAG_WORDS})(?:, (?:${FLAG_WORDS}))*,?$`)

const PART_WORDS: readonly (readonly [RegExp, ProcessorPart])[] = [
  [/\bcache\b/i, 'cache'],
  [/\bTLB\b/i, 'tlb'],
  [/\bbus\b/i, 'bus'],
  [/micro-?arch|\bMS error/i, 'micro-architecture'],
]

const partIn = (words: string): ProcessorPart => PART_WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? 'unknown'

const MASKED: readonly ProcessorPart[] = ['cache', 'tlb', 'bus', 'micro-architecture']

/** Generic sections print a mask alone; their words follow on the next line. */
function partsIn(value: string): readonly ProcessorPart[] {
  const mask = /^0x([0-9a-f]{1,2})$/i.exec(value)?.[1]
  const named = MASKED.filter((_, bit) => ((Number.parseInt(mask ?? '0', 16) >> bit) & 1) === 1)
  return named.length > 0 ? named : [partIn(value)]
}

const putQuad = (
  section: SectionDraft,
  name: 'address' | 'addressMask' | 'errorStatus',
  printed: string,
  text: string,
): void => {
  const value = readQuad(text.trim())
  if (typeof value === 'bigint') section[name] = value
  else section.troubles.push(`${printed} ${text.trim()}`)
}

type Reader = (section: SectionDraft, value: string) => void

/** Lines of a memory section. */
const MEMORY: Readonly<Record<string, Reader>> = {
  error_status: (section, value) => {
    putQuad(section, 'errorStatus', 'error_status', statusIn(value))
    if (value.includes('(')) keepField(section, 'error_status', value)
  },
  physical_address: (section, value) => putQuad(section, 'address', 'physical_address', value),
  physical_address_mask: (section, value) => putQuad(section, 'addressMask', 'physical_address_mask', value),
  error_type: (section, value) => {
    const number = /^(\d{1,3})(?:,|$)/.exec(value)?.[1]
    if (number !== undefined) section.errorType = Number(number)
    keepField(section, 'error_type', value)
  },
  'DIMM location': (section, value) => {
    const label = labelIn(value)
    if (label === undefined) keepField(section, 'DIMM location', value)
    else section.location.label = label
  },
}

/** Lines of processor sections that say which part failed, on which processor, with which registers. */
const PROCESSOR: Readonly<Record<string, Reader>> = {
  error_type: (section, value) => {
    section.parts.push(...partsIn(value))
    keepField(section, 'error_type', value)
  },
  'Error Structure Type': (section, value) => {
    section.parts.push(partIn(value))
    keepField(section, 'Error Structure Type', value)
  },
  'Local APIC_ID': (section, value) => {
    const apic = Number(value)
    if (Number.isSafeInteger(apic)) section.apic = apic
    keepField(section, 'Local APIC_ID', value)
  },
  'physical fault address': (section, value) => putQuad(section, 'address', 'physical fault address', value),
  'MSR Address': (section, value) => {
    section.firstMsr = Number(value)
    keepField(section, 'MSR Address', value)
  },
}

/** Lines of any section. */
const COMMON: Readonly<Record<string, Reader>> = {
  fru_text: (section, value) => {
    section.fruText = value.trim()
  },
  fru_id: (section, value) => {
    section.fruId = value.trim().toLowerCase()
  },
}

const readerOf = ({type}: SectionDraft, name: string): Reader | undefined => {
  const own = type === undefined || type === 'memory' ? MEMORY : type.startsWith('processor') ? PROCESSOR : {}
  if (Object.hasOwn(COMMON, name)) return COMMON[name]
  return Object.hasOwn(own, name) ? own[name] : undefined
}

const STRUCTURE = /^(?:Error|Context) info(?:rmation)? structure \d+:?$/i
/** Headings of hex dumps inside a section. */
const DUMP_NAME = /^(CPUID Info|Register Array|Vendor specific error info[^:]*|CXL Error Log|[\w ]*\bDVSEC\b[\w ]*):$/i
const TYPE = /^section[ _]type: *(.+)$/i
/** When the firmware found it; printed before the section it belongs to. */
export const TIME_STAMP = /^(?:(precise|imprecise) *)?tstamp: *(.+)$/

const readDump = (section: SectionDraft, body: string): boolean => {
  const dump = readDumpLine(body)
  if (dump === undefined) return false
  const name = section.dumpName ?? section.heading ?? ''
  const before = section.dumps[name] ?? ''
  if (dump.offset * 2 === before.length) section.dumps[name] = before + dump.bytes
  else if (dump.offset * 2 > before.length) section.troubles.push(`hex dump before 0x${dump.offset.toString(16)}`)
  return true
}

/** The dump that the lines of a section have just left: registers are values, others stay bytes. */
export function endDump(section: SectionDraft): void {
  const {dumpName = '', firstMsr} = section
  const bytes = section.dumps[dumpName]
  delete section.dumpName
  if (bytes !== undefined) delete section.firstMsr
  if (bytes === undefined || !/Register Array$/.test(dumpName) || firstMsr === undefined) return
  const values = quadsOf(bytes)
  if (values.length > 0) section.msrs.push({first: firstMsr, values})
}

const readHeading = (section: SectionDraft, body: string): boolean => {
  if (STRUCTURE.test(body)) {
    endDump(section)
    section.heading = body.replace(/:$/, '')
    return true
  }
  const name = DUMP_NAME.exec(body)?.[1]
  if (name === undefined) return false
  endDump(section)
  section.dumpName = section.heading === undefined ? name : `${section.heading}: ${name}`
  return true
}

/** `command: 0x0002, status: 0x0010`: several pairs on one line. */
const NEXT_PAIR = /, (?=[a-z]\w*: )/

const readPair = (section: SectionDraft, text: string, cut: boolean): boolean => {
  const [, name = '', value = ''] = /^([A-Za-z][\w./() -]{0,60}?): *(.*)$/.exec(text) ?? []
  if (name === '') return false
  const reader = readerOf(section, name)
  if (reader !== undefined && !cut) reader(section, value)
  else if (cut) section.troubles.push(text)
  else
    for (const [index, pair] of value.split(NEXT_PAIR).entries()) {
      const rest = index === 0 ? undefined : /^(\w+): (.*)$/.exec(pair)
      keepField(section, rest?.[1] ?? name, rest?.[2] ?? pair)
    }
  return true
}

const readType = (section: SectionDraft, body: string): boolean => {
  const text = TYPE.exec(body)?.[1]
  if (text === undefined) return false
  const found = sectionTypeIn(text)
  section.type = found?.type ?? 'unknown'
  if (found?.guid !== undefined) section.guid = found.guid
  if (section.type === 'cxl' || found === undefined) keepField(section, 'section_type', text)
  return true
}

/** Reads one line of a section into it. */
export function readSectionLine(section: SectionDraft, item: TextItem, body: string): void {
  section.items.push(item)
  if (readDump(section, body) || readType(section, body)) return
  if (section.dumpName !== undefined && section.dumps[section.dumpName] !== undefined) endDump(section)
  const isMemory = section.type === undefined || section.type === 'memory'
  const time = TIME_STAMP.exec(body)
  if (isMemory && beginsLocation(body)) readLocation(body, isCut(item), section)
  else if (FLAGS.test(body)) section.flags.push(...body.split(/, ?/).filter(word => word !== ''))
  else if (time) keepField(section, 'tstamp', `${time[1] === undefined ? '' : `${time[1]} `}${time[2]}`)
  else if (!readHeading(section, body) && !readPair(section, body, isCut(item))) keepWords(section, body)
}

/** What the whole section's dumps come to: the CPU's own name, and the bytes of a section of unknown type. */
export function dumpsOf(section: SectionDraft): {readonly cpuid?: number; readonly bytes?: string} {
  endDump(section)
  const {'': bytes, ...others} = section.dumps
  delete section.heading
  for (const [name, text] of Object.entries(others)) keepField(section, name, text)
  const cpuid = firstWordOf(section.dumps['CPUID Info'] ?? '')
  return {...(cpuid === undefined ? {} : {cpuid}), ...(bytes === undefined ? {} : {bytes})}
}

/** Severity of `Error 4, type: corrected` and `section: 0, severity: 2, corrected`. */
export const SECTION_HEAD = /^(?:Error (\d{1,3}), type: *([a-z]+)|section: (\d{1,3}), severity: *(\d+, *[a-z]+))/i

/** The section that a head line opens; undefined when it is none. */
export function readSectionHead(
  body: string,
): {readonly index: number; readonly severity?: NonNullable<SectionDraft['severity']>} | undefined {
  const match = SECTION_HEAD.exec(body)
  if (match === null) return undefined
  const severity = severityIn(match[2] ?? match[4] ?? '')
  return {index: Number(match[1] ?? match[3]), ...(severity === undefined ? {} : {severity})}
}
