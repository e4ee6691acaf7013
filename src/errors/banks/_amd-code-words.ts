import {decodeMcaCode} from '../decode-mca-code.js'
import type {McaErrorCode} from '../memory-error.js'

/** An AMD error code in front of its family's table: architectural form, and the extended code in the family's width. */
export interface AmdCode {
  readonly mca: McaErrorCode
  readonly extended: number
  readonly family: number
  /** MCi_ADDR was logged: family 0Fh tells two errors of bank 1 apart by it. */
  readonly hasAddress: boolean
}

/** Families with extended codes of five bits; older ones have four (Linux mce_amd.c, xec_mask). */
const WIDE_FAMILIES: ReadonlySet<number> = new Set([0x15, 0x16])
/** Carrizo: six bits. */
const WIDER_MODEL = 0x60

/** Bits of the extended code that the core banks of a family have. */
export function extendedMask(family: number, model: number): number {
  if (!WIDE_FAMILIES.has(family)) return 0xf
  return family === 0x15 && model === WIDER_MODEL ? 0x3f : 0x1f
}

/** The code as a core bank's table asks for it. */
export const amdCode = (errorCode: number, extended: number, family: number, hasAddress: boolean): AmdCode => ({
  mca: decodeMcaCode(errorCode, 'amd'),
  extended,
  family,
  hasAddress,
})

const REQUESTS: Readonly<Record<NonNullable<McaErrorCode['request']>, string>> = {
  ERR: 'generic access',
  RD: 'read',
  WR: 'write',
  DRD: 'data read',
  DWR: 'data write',
  IRD: 'instruction fetch',
  PREFETCH: 'prefetch',
  EVICT: 'eviction',
  SNOOP: 'snoop',
}

/** What was asked of the memory hierarchy, in words; empty where the code is reserved. */
export const requestWords = ({request}: McaErrorCode): string => (request === undefined ? '' : REQUESTS[request])

/** `L1`, `L2`; level 3 stands for the L3 or any level. */
export const levelWords = ({level}: McaErrorCode): string =>
  level === undefined || level === 0 || level === 'generic' ? 'a' : `the L${level}`
