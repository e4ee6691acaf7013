import {groupGrades} from '../errors/kernel-grades.js'
import type {ErrorFlags, MemoryError} from '../errors/memory-error.js'
import {whyNotLocated} from '../errors/not-located.js'
import {bytes, count, hex} from './format.js'
import {dimmPlace} from './place.js'
import {MIRROR_EVIDENCE, SEVERITIES, UNITS} from './words.js'

/** A name and its value, plain text. */
export type TextFact = readonly [name: string, value: string]

const FLAG_WORDS: readonly (readonly [Exclude<keyof ErrorFlags, 'mcg'>, string])[] = [
  ['valid', 'valid (VAL)'],
  ['overflow', 'more errors than fit (OVER)'],
  ['uncorrected', 'uncorrected (UC)'],
  ['enabled', 'reporting enabled (EN)'],
  ['miscValid', 'MISC holds something (MISCV)'],
  ['addrValid', 'ADDR holds something (ADDRV)'],
  ['contextCorrupt', 'processor context corrupt (PCC)'],
  ['signaled', 'signalled (S)'],
  ['actionRequired', 'action required (AR)'],
  ['deferred', 'deferred'],
  ['poison', 'poison'],
  ['taskContextCorrupt', 'task context corrupt (TCC)'],
  ['correctedEcc', 'correctable ECC error (CECC)'],
  ['uncorrectedEcc', 'uncorrectable ECC error (UECC)'],
  ['syndromeValid', 'SYND holds a syndrome (SYNDV)'],
  ['scrub', 'found by a scrubber'],
]

/** Flags of STATUS that are set and those that are clear, and MCG_STATUS; flags that were not reported are in neither. */
function flagFacts({flags}: MemoryError): TextFact[] {
  const words = (wanted: boolean) =>
    FLAG_WORDS.filter(([name]) => flags[name] === wanted)
      .map(([, word]) => word)
      .join(', ')
  return [
    ['Flags set', words(true)],
    ['Flags clear', words(false)],
    ['Machine-check state', flags.mcg === undefined ? '' : flags.mcg.join(' ') || 'no flag set'],
  ]
}

/** An MCACOD in words, `0x0134 cache, level 0, type data, request DRD`; empty when there is none. */
export function mcaText({mca}: Pick<MemoryError, 'mca'>): string {
  if (mca === undefined) return ''
  const {code, kind, filtered, ...fields} = mca
  const named = Object.entries(fields).map(([name, value]) => `${name} ${value}`)
  return [`${code} ${kind}`, ...named, ...(filtered === true ? ['filtered'] : [])].join(', ')
}

/** A model-specific code with what it means on its CPU; empty when there is none. */
export function modelText({modelSpecific}: Pick<MemoryError, 'modelSpecific'>): string {
  if (modelSpecific === undefined) return ''
  const {code, messages, bankType, extendedCode, meaning} = modelSpecific
  const parts = [code, bankType, extendedCode === undefined ? undefined : `extended code ${extendedCode}`, meaning]
  return [...parts, ...(messages ?? [])].filter(part => part !== undefined).join(', ')
}

/** An address with its width and whose it is. */
export function addressText({address}: Pick<MemoryError, 'address'>): string {
  if (address === undefined) return ''
  const {value, granularityBytes, kind} = address
  const whose = {
    system: '',
    'page-frame': ', known to the page',
    normalized: ', in the channel’s own address space, not comparable with the memory map',
    device: ', in the device’s own address space',
    linear: ', a linear address, not comparable with the memory map',
    unknown: ', of an unknown kind',
  }[kind]
  return `${hex(value)} (${bytes(granularityBytes)}${whose})`
}

function countText({occurrences, correctedCount}: MemoryError): string {
  if (occurrences !== undefined)
    return `${occurrences.exact ? '' : 'at least '}${count(occurrences.count, 'occurrence')}`
  return correctedCount === undefined ? '' : `corrected count ${correctedCount}`
}

/** Names of the numbered fields that stand in front of the hex registers. */
const PLACE_FIELDS = ['cpu', 'bank', 'socket', 'apic'] as const

/** Registers as printed: numbers for cpu, bank, socket, apic, hex for the rest. */
export function registerFacts({registers}: MemoryError): TextFact[] {
  const entries = Object.entries(registers).filter(([, value]) => value !== undefined)
  const isPlace = (name: string) => PLACE_FIELDS.some(field => field === name)
  const place = entries.filter(([name]) => isPlace(name)).map(([name, value]): TextFact => [name, String(value)])
  const wide = entries.filter(([name]) => !isPlace(name)).map(([name, value]): TextFact => [name, hex(value)])
  return [...place, ...wide]
}

const gradesText = ({kernelGrade = []}: MemoryError): string =>
  groupGrades(kernelGrade)
    .map(({grade, kernels, reasons}) => {
      const by = kernels.includes('kernel') ? kernels : `Linux ${kernels}`
      return `${grade} by ${by}${reasons.length === 0 ? '' : ` (${reasons.join(' or ')})`}`
    })
    .join('; ')

/** What one error says, decoded, in the order of interest; only what was reported. */
export function errorFacts(error: MemoryError): readonly TextFact[] {
  const facts: TextFact[] = [
    ['Severity', `${SEVERITIES[error.severity]}${error.basis === 'reporter' ? ', by the reporter’s word alone' : ''}`],
    ['Unit', UNITS[error.unit]],
    ['Place', dimmPlace(error.dram) ?? ''],
    ['Cannot be located', (error.notLocated ?? whyNotLocated(error))?.why ?? ''],
    ['Address', addressText(error)],
    ['Error code', mcaText(error)],
    ['Model-specific code', modelText(error)],
    ['Kernel’s grade', gradesText(error)],
    ...flagFacts(error),
    ['Threshold', error.threshold ?? ''],
    ['Count', countText(error)],
    ['Mirror', MIRROR_EVIDENCE[error.mirrorEvidence]],
    ['Code that read it', error.symbol ?? ''],
    ['Told by', error.reporters.join(', ')],
    [
      'Bits set where none may be',
      Object.entries(error.residue ?? {})
        .map(([name, bits]) => `${name} ${bits}`)
        .join(', '),
    ],
    ['Remarks', (error.remarks ?? []).join('; ')],
  ]
  return facts.filter(([, value]) => value !== '')
}
