import {bytes, defineBytes, reservedBytes, u8, u64} from '../../bits/define-bytes.js'
import type {ProcessorPart} from '../../records/hardware-error-record.js'
import {given, givenFields, hexFields, type SectionReader} from './section-reading.js'

/** What every kind of processor can say of itself. */
export const processorGenericSection = defineBytes({
  id: 'processor-generic-section',
  name: 'Processor Generic Error Section',
  size: 192,
  source: 'UEFI 2.10, N.2.4.1, table N.17',
  validBy: 'VALIDATION_BITS',
  fields: {
    VALIDATION_BITS: u64(0, 'which fields are filled in'),
    PROCESSOR_TYPE: u8(8, '0 IA32/X64, 1 IA64, 2 ARM', {validBit: 0}),
    PROCESSOR_ISA: u8(9, '0 IA32, 1 IA64, 2 X64, 3 ARM A32/T32, 4 ARM A64', {validBit: 1}),
    ERROR_TYPE: u8(10, 'bit 0 cache, 1 TLB, 2 bus, 3 micro-architecture', {validBit: 2}),
    OPERATION: u8(11, '1 data read, 2 data write, 3 instruction execution', {validBit: 3}),
    FLAGS: u8(12, 'bit 0 restartable, 1 precise IP, 2 overflow, 3 corrected', {validBit: 4}),
    LEVEL: u8(13, 'level of the structure', {validBit: 5}),
    RESERVED: reservedBytes(14, 2),
    CPU_VERSION: u64(16, 'CPUID.1 EAX, or MIDR', {validBit: 6}),
    BRAND: bytes(24, 128, 'brand string', {validBit: 7}),
    PROCESSOR_ID: u64(152, 'local APIC id, or MPIDR', {validBit: 8}),
    TARGET_ADDRESS: u64(160, 'target address', {validBit: 9}),
    REQUESTOR: u64(168, 'requestor', {validBit: 10}),
    RESPONDER: u64(176, 'responder', {validBit: 11}),
    INSTRUCTION_IP: u64(184, 'instruction pointer', {validBit: 12}),
  },
})

const PARTS: readonly ProcessorPart[] = ['cache', 'tlb', 'bus', 'micro-architecture']
const IA = 0n

/** Parts that a bit mask names, lowest bit first. */
export const partsOfMask = (mask: bigint): readonly ProcessorPart[] => {
  const named = PARTS.filter((_, bit) => ((mask >> BigInt(bit)) & 1n) === 1n)
  return named.length === 0 ? ['unknown'] : named
}

/** Reads a generic processor section. The target address is not always one of memory: it is kept as a field. */
export const readProcessorGenericSection: SectionReader = section => {
  if (!processorGenericSection.fits(section)) return undefined
  const number = (name: Parameters<typeof processorGenericSection.number>[1]) =>
    processorGenericSection.number(section, name)
  const [type, version, id] = [number('ERROR_TYPE'), number('CPU_VERSION'), number('PROCESSOR_ID')]
  const isIa = number('PROCESSOR_TYPE') === IA
  return {
    ...given('processorParts', type === undefined ? undefined : partsOfMask(type)),
    ...given('cpuid', isIa && version !== undefined && version !== 0n ? Number(version & 0xffffffffn) : undefined),
    ...given('apic', isIa && id !== undefined && id <= 0xffffffffn ? Number(id) : undefined),
    ...givenFields(
      hexFields({
        processor_type: number('PROCESSOR_TYPE'),
        operation: number('OPERATION'),
        flags: number('FLAGS'),
        level: number('LEVEL'),
        target_address: number('TARGET_ADDRESS'),
        IP: number('INSTRUCTION_IP'),
      }),
    ),
  }
}
