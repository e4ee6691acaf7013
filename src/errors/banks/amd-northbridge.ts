import {decodeMcaCode} from '../decode-mca-code.js'
import {type BankReading, type BankRegisters, defineBank} from '../define-cpu.js'
import type {ErrorUnit} from '../memory-error.js'
import amdStatus from '../registers/amd-mci-status.js'

type Code = readonly [unit: ErrorUnit, meaning: string]

/** Extended error codes of the northbridge (BKDG families 0Fh–16h, table "NB error signatures"). */
const CODES: Readonly<Record<number, Code>> = {
  0: ['dram', 'DRAM ECC error'],
  1: ['interconnect', 'CRC error on a HyperTransport link'],
  2: ['interconnect', 'sync packets on a HyperTransport link'],
  3: ['io', 'master abort'],
  4: ['io', 'target abort'],
  5: ['io', 'bad entry in a graphics aperture (GART) table walk'],
  6: ['io', 'atomic access from a link that supports none'],
  7: ['interconnect', 'watchdog time-out'],
  8: ['dram', 'DRAM ECC error (chipkill)'],
  9: ['io', 'DMA exclusion vector error'],
  10: ['interconnect', 'data error on a HyperTransport link'],
  11: ['interconnect', 'protocol error of a link, the L3 or the probe filter'],
  12: ['interconnect', 'parity error of a northbridge array'],
  13: ['memory-controller', 'parity error on the DRAM address and control wires'],
  14: ['io', 'transmission error of an I/O link'],
  28: ['cache', 'L3 data ECC error'],
  29: ['cache', 'L3 tag error'],
  30: ['cache', 'L3 LRU parity error'],
  31: ['cache', 'probe filter ECC error'],
}

/** Code 15 is told apart by the architectural code. */
const TABLE_WALK = 15
/** A compute unit's data: families 15h and 16h alone. */
const COMPUTE_UNIT = 25
const L3_CODES: ReadonlySet<number> = new Set([28, 29, 30])
/** DRAM ECC: family 11h has none. */
const DRAM_CODES: ReadonlySet<number> = new Set([0, 8])

function codeOf(extended: number, errorCode: number, family: number | undefined): Code | undefined {
  if (extended === TABLE_WALK) {
    const {kind} = decodeMcaCode(errorCode, 'amd')
    if (kind === 'tlb') return ['io', 'data error in a graphics aperture (GART) table walk']
    return kind === 'bus' ? ['io', 'error in a DMA exclusion vector table walk'] : undefined
  }
  if (extended === COMPUTE_UNIT)
    return family === undefined || family === 0x15 || family === 0x16 ? ['core', 'compute unit data error'] : undefined
  return family === 0x11 && DRAM_CODES.has(extended) ? undefined : CODES[extended]
}

const hex = (value: number): string => `0x${value.toString(16)}`

/** What else bits 54:32 hold, by kind of error: the ECC syndrome, the L3 sub-cache, the link, the core. */
function details(status: bigint, extended: number, family: number | undefined): readonly string[] {
  const of = (name: Parameters<typeof amdStatus.number>[1]) => amdStatus.number(status, name)
  const isEcc = amdStatus.has(status, 'CECC') || amdStatus.has(status, 'UECC')
  const isOnLink = extended === 1 || extended === 2 || extended === 10 || extended === 14
  return [
    ...(DRAM_CODES.has(extended) && isEcc
      ? [`ECC syndrome ${hex((of('SyndromeHigh') << 8) | of('SyndromeLow'))}`]
      : []),
    ...(family === 0x10 && L3_CODES.has(extended) ? [`L3 sub-cache ${of('SubCache')}`] : []),
    ...(isOnLink ? [`link ${of('Link')}`] : []),
    ...(amdStatus.has(status, 'Scrub') ? ['found by a scrubber'] : []),
    ...(amdStatus.has(status, 'ErrCoreIdVal') ? [`core ${of('ErrorCpu')}`] : []),
  ]
}

function read({status, signature}: BankRegisters): BankReading {
  const extendedCode = amdStatus.number(status, 'ErrorCodeExt')
  const code = codeOf(extendedCode, amdStatus.number(status, 'ErrorCode'), signature?.family)
  const [unit, meaning] = code ?? ['unknown', undefined]
  const messages = details(status, extendedCode, signature?.family)
  const ofMemory = unit === 'dram' || unit === 'memory-controller'
  return {
    unit,
    modelSpecific: {
      bankType: 'NB',
      extendedCode,
      ...(meaning === undefined ? {} : {meaning}),
      ...(messages.length === 0 ? {} : {messages}),
    },
    mirrorEvidence: 'not-reported',
    addressKind: ofMemory ? 'system' : 'unknown',
    ...(code === undefined ? {remarks: ['the family defines no such code for the northbridge']} : {}),
  }
}

/** The northbridge of AMD families 0Fh–16h (bank 4): DRAM, links, L3. */
export default defineBank({
  id: 'amd-northbridge',
  title: 'AMD northbridge, families 0Fh–16h',
  source: `${amdStatus.source}; codes as Linux drivers/edac/mce_amd.c lists them`,
  mirror: 'not-reported',
  read,
})
