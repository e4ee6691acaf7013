import {splitHalves} from '../../bits/halves.js'
import mcgStatus from '../registers/ia32-mcg-status.js'
import mciStatus from '../registers/ia32-mci-status.js'
import type {BitCondition} from './grade-table.js'

/** STATUS bits by name; AMD's two that the rows ask for stand at their own positions. */
export const STATUS_BITS = {
  VAL: mciStatus.write({VAL: 1n}),
  OVER: mciStatus.write({OVER: 1n}),
  UC: mciStatus.write({UC: 1n}),
  EN: mciStatus.write({EN: 1n}),
  MISCV: mciStatus.write({MISCV: 1n}),
  ADDRV: mciStatus.write({ADDRV: 1n}),
  PCC: mciStatus.write({PCC: 1n}),
  S: mciStatus.write({S: 1n}),
  AR: mciStatus.write({AR: 1n}),
  DEFERRED: 1n << 44n,
  POISON: 1n << 43n,
} as const

/** MCG_STATUS bits by name. */
export const MCG_BITS = {
  RIPV: mcgStatus.write({RIPV: 1n}),
  EIPV: mcgStatus.write({EIPV: 1n}),
  MCIP: mcgStatus.write({MCIP: 1n}),
  SEAM_NR: mcgStatus.write({SEAM_NR: 1n}),
} as const

/** Low bits compared whole: MCACOD, MSCOD with MCACOD, or MCACOD without the channel or filter bits. */
export interface CodeCondition {
  readonly mask: bigint
  readonly value: bigint
}

const union = (names: readonly bigint[]): bigint => names.reduce((sum, one) => sum | one, 0n)

const condition = (mask: bigint, value: bigint): BitCondition => ({
  mask,
  value,
  halves: {mask: splitHalves(mask), value: splitHalves(value)},
})

/** STATUS bits that must be set, bits that must be clear, and a code: `status('UC S', 'OVER AR')`. */
export function status(set: string, clear = '', code: CodeCondition = {mask: 0n, value: 0n}): BitCondition {
  const ones = pick(STATUS_BITS, set)
  return condition(ones | pick(STATUS_BITS, clear) | code.mask, ones | code.value)
}

/** MCG_STATUS bits that must be set and bits that must be clear. */
export function mcg(set: string, clear = ''): BitCondition {
  const ones = pick(MCG_BITS, set)
  return condition(ones | pick(MCG_BITS, clear), ones)
}

function pick(table: Readonly<Record<string, bigint>>, names: string): bigint {
  const found = names.split(' ').filter(name => name !== '')
  return union(
    found.map(name => {
      const one = table[name]
      if (one === undefined) throw new Error(`kernel-grade: no bit is called ${name}`)
      return one
    }),
  )
}

/** MCACOD without bit 12, as kernels from 3.10-el7 and 4.4 compare it. */
const CODE = 0xefffn
/** MCACOD as 2.6.32 and 3.6 compare it, filter bit included. */
const CODE_LITERAL = 0xffffn

/** Patrol scrub; this and the next three are the MCACOD values the rows know (SDM vol. 3B, 16.6.4). */
export const SCRUB: CodeCondition = {mask: 0xeff0n, value: 0xc0n}
/** Last-level cache write-back. */
export const WRITEBACK: CodeCondition = {mask: CODE, value: 0x17an}
/** Data load. */
export const DATA_LOAD: CodeCondition = {mask: CODE, value: 0x134n}
/** Instruction fetch. */
export const INSTRUCTION_FETCH: CodeCondition = {mask: CODE, value: 0x150n}
/** Patrol scrub, filter bit compared. */
export const SCRUB_LITERAL: CodeCondition = {mask: 0xfff0n, value: 0xc0n}
/** Write-back, filter bit compared. */
export const WRITEBACK_LITERAL: CodeCondition = {mask: CODE_LITERAL, value: 0x17an}
/** Data load, filter bit compared. */
export const DATA_LOAD_LITERAL: CodeCondition = {mask: CODE_LITERAL, value: 0x134n}
/** Instruction fetch, filter bit compared. */
export const INSTRUCTION_FETCH_LITERAL: CodeCondition = {mask: CODE_LITERAL, value: 0x150n}
/** 2.6.32 knows one action-required code only: none at all. */
export const NO_CODE_LITERAL: CodeCondition = {mask: CODE_LITERAL, value: 0n}
/** MSCOD 0x0010 with a scrub code: an uncorrected patrol error that Skylake-SP reports as if corrected. */
export const PATROL_QUIRK: CodeCondition = {mask: 0xffffeff0n, value: 0x001000c0n}
