import {bytes, defineBytes, u16, u32, u64} from '../../bits/define-bytes.js'
import {guidText} from '../../records/cper/guid.js'
import type {MsrArray, ProcessorPart} from '../../records/hardware-error-record.js'
import {given, givenFields, hexFields, type SectionReader} from './section-reading.js'

/** An IA32 or X64 processor, in front of its error and context structures. */
export const processorIaSection = defineBytes({
  id: 'processor-ia-section',
  name: 'IA32/X64 Processor Error Section',
  size: 64,
  source: 'UEFI 2.10, N.2.4.2, table N.18',
  validBy: 'VALIDATION_BITS',
  fields: {
    VALIDATION_BITS: u64(0, 'bits 7:2 number of error structures, 13:8 number of context structures'),
    LOCAL_APIC_ID: u64(8, 'local APIC id', {validBit: 0}),
    CPUID_INFO: bytes(16, 48, 'CPUID leaves, EAX of leaf 1 first', {validBit: 1}),
  },
})

/** What a check found. */
export const processorIaError = defineBytes({
  id: 'processor-ia-error',
  name: 'IA32/X64 Processor Error Information Structure',
  size: 64,
  source: 'UEFI 2.10, N.2.4.2.1, table N.19',
  validBy: 'VALIDATION_BITS',
  fields: {
    STRUCTURE_TYPE: bytes(0, 16, 'GUID of the check'),
    VALIDATION_BITS: u64(16, 'which fields are filled in'),
    CHECK_INFORMATION: u64(24, 'details of the check', {validBit: 0}),
    TARGET_ID: u64(32, 'target', {validBit: 1}),
    REQUESTOR_ID: u64(40, 'requestor', {validBit: 2}),
    RESPONDER_ID: u64(48, 'responder', {validBit: 3}),
    INSTRUCTION_POINTER: u64(56, 'instruction pointer', {validBit: 4}),
  },
})

/** Registers of a processor, in front of their values. */
export const processorIaContext = defineBytes({
  id: 'processor-ia-context',
  name: 'IA32/X64 Processor Context Information Structure',
  size: 16,
  source: 'UEFI 2.10, N.2.4.2.2, table N.24',
  fields: {
    CONTEXT_TYPE: u16(0, '1 model-specific registers'),
    ARRAY_SIZE: u16(2, 'bytes of values'),
    MSR_ADDRESS: u32(4, 'number of the first model-specific register'),
    MM_ADDRESS: u64(8, 'address of the first memory-mapped register'),
  },
})

const PART_OF_CHECK: Readonly<Record<string, ProcessorPart>> = {
  'a55701f5-e3ef-43de-ac72-249b573fad2c': 'cache',
  'fc06b535-5e1f-4562-9f25-0a3b9adb63c3': 'tlb',
  '1cf3f8b3-c5b1-49a2-aa59-5eef92ffa63f': 'bus',
  '48ab7f57-dc34-4f6c-a7d3-b0b5b0a74314': 'micro-architecture',
}

const MSRS = 1n
const ALIGNMENT = 16

const quadAt = (bytes: Uint8Array, at: number): bigint =>
  bytes.slice(at, at + 8).reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n)

const quadsIn = (bytes: Uint8Array): readonly bigint[] =>
  Array.from({length: Math.floor(bytes.length / 8)}, (_, index) => quadAt(bytes, index * 8))

/** Model-specific registers of the context structures; what lies beyond the section's end is left out. */
function readContexts(section: Uint8Array, from: number, count: number): readonly MsrArray[] {
  const arrays: MsrArray[] = []
  let at = from
  for (let index = 0; index < count && processorIaContext.fits(section, at); index++) {
    const size = Number(processorIaContext.number(section, 'ARRAY_SIZE', at) ?? 0n)
    const values = quadsIn(section.subarray(at + processorIaContext.size, at + processorIaContext.size + size))
    if (processorIaContext.number(section, 'CONTEXT_TYPE', at) === MSRS && values.length > 0)
      arrays.push({first: Number(processorIaContext.number(section, 'MSR_ADDRESS', at) ?? 0n), values})
    at += Math.ceil((processorIaContext.size + size) / ALIGNMENT) * ALIGNMENT
  }
  return arrays
}

function readErrors(section: Uint8Array, count: number) {
  const offsets = Array.from({length: count}, (_, index) => processorIaSection.size + index * processorIaError.size)
  const present = offsets.filter(at => processorIaError.fits(section, at))
  const parts = present.map(at => {
    const guid = processorIaError.slice(section, 'STRUCTURE_TYPE', at)
    return (guid === undefined ? undefined : PART_OF_CHECK[guidText(guid)]) ?? 'unknown'
  })
  const checks = present.map((at, index): [string, bigint | undefined] => [
    `Error Information Structure ${index}: Check Information`,
    processorIaError.number(section, 'CHECK_INFORMATION', at),
  ])
  return {parts, fields: hexFields(Object.fromEntries(checks))}
}

/** Reads an IA32/X64 processor section. */
export const readProcessorIaSection: SectionReader = section => {
  if (!processorIaSection.fits(section)) return undefined
  const valid = processorIaSection.number(section, 'VALIDATION_BITS') ?? 0n
  const [errors, contexts] = [Number((valid >> 2n) & 0x3fn), Number((valid >> 8n) & 0x3fn)]
  const apic = processorIaSection.number(section, 'LOCAL_APIC_ID')
  const cpuid = processorIaSection.slice(section, 'CPUID_INFO')
  const eax = cpuid === undefined ? 0n : quadAt(cpuid, 0) & 0xffffffffn
  const {parts, fields} = readErrors(section, errors)
  const msrs = readContexts(section, processorIaSection.size + errors * processorIaError.size, contexts)
  return {
    ...given('processorParts', parts.length === 0 ? undefined : parts),
    ...given('apic', apic === undefined || apic > 0xffffffffn ? undefined : Number(apic)),
    ...given('cpuid', eax === 0n ? undefined : Number(eax)),
    ...given('msrs', msrs.length === 0 ? undefined : msrs),
    ...givenFields(fields),
  }
}
