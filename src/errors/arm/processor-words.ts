import type {CperRecord, ProcessorPart} from '../../records/hardware-error-record.js'
import {readHex} from '../../records/hex-text.js'
import {affinityOf, type ErrorInformation, readErrorInformation} from './error-information.js'
import {nameOfMidr} from './midr-names.js'

/** What an ARM processor section says besides class and address. */
export interface ProcessorWords {
  readonly messages: readonly string[]
  /** True when every structure that tells says that its error was corrected, false when one says that it was not. */
  readonly corrected?: boolean
}

const INFORMATION = /^Error info structure (\d{1,3}): error_info$/i
const TYPE_WORDS: readonly (readonly [RegExp, ProcessorPart])[] = [
  [/\bcache\b/i, 'cache'],
  [/\bTLB\b/i, 'tlb'],
  [/\bbus\b/i, 'bus'],
]

interface Structure {
  readonly index: string
  readonly part: ProcessorPart
  readonly found: ErrorInformation
}

/** The part a structure is about: by its own printed type, else by its place among the section's parts. */
function partOf({fields = {}, processorParts = []}: CperRecord, index: string): ProcessorPart {
  const type = fields[`Error info structure ${index}: error_type`]
  const printed = type === undefined ? undefined : TYPE_WORDS.find(([pattern]) => pattern.test(type))?.[1]
  return printed ?? (type === undefined ? processorParts[Number(index)] : undefined) ?? 'unknown'
}

function structuresOf(record: CperRecord): readonly Structure[] {
  return Object.entries(record.fields ?? {}).flatMap(([name, text]) => {
    const index = INFORMATION.exec(name)?.[1]
    const info = readHex(text)
    if (index === undefined || info === undefined) return []
    const part = partOf(record, index)
    const found = readErrorInformation(part, info)
    return found === undefined ? [] : [{index, part, found}]
  })
}

const CACHE_NAMES: Readonly<Record<string, string>> = {tlb: 'TLB', cache: 'cache', bus: 'bus'}

/** Processor, place and details of an ARM processor section, from its bytes or from what the kernel printed of them. */
export function wordsOfArmProcessor(record: CperRecord): ProcessorWords {
  const {fields = {}} = record
  const midr = readHex(fields.MIDR ?? '')
  const mpidr = readHex(fields.MPIDR ?? fields['Multiprocessor Affinity Register (MPIDR)'] ?? '')
  const structures = structuresOf(record)
  const told = structures.flatMap(({found}) => (found.corrected === undefined ? [] : [found.corrected]))
  return {
    messages: [
      ...(midr === undefined || midr === 0n ? [] : [`processor: ${nameOfMidr(midr)}`]),
      ...(mpidr === undefined ? [] : [`affinity ${affinityOf(mpidr)}`]),
      ...structures
        .filter(({found}) => found.words.length > 0)
        .map(({part, found}) => `${CACHE_NAMES[part]} error: ${found.words.join(', ')}`),
    ],
    ...(told.length === 0 ? {} : {corrected: told.every(corrected => corrected)}),
  }
}
