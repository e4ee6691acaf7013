import {isAmdLike} from './cpu-features.js'
import type {CpuSignature, PhysicalAddress} from './memory-error.js'
import amdStatus from './registers/amd-smca-mca-status.js'
import mciMisc from './registers/ia32-mci-misc.js'
import mciStatus from './registers/ia32-mci-status.js'

/** Bytes of a cache line: the width assumed where a record states none. */
export const LINE_BYTES = 64
/** Bytes of the page that a page frame number names on x86 and most arm64 kernels. */
export const PAGE_BYTES = 4096

/** Registers an address is read from. */
export interface AddressRegisters {
  readonly status: bigint
  readonly addr?: bigint
  readonly misc?: bigint
}

/** What the bank's kind says of its ADDR register. */
export interface AddressRule {
  /** Address space of ADDR, for banks whose MISC does not tell. */
  readonly kind: PhysicalAddress['kind']
}

/** An address and doubts about it. */
export interface AddressReading {
  readonly address?: PhysicalAddress
  readonly remarks: readonly string[]
}

const NOTHING: AddressReading = {remarks: []}

/** MISC[8:6] → address space; only 2 is an address of the whole system (SDM vol. 3B, table 16-3). */
const KIND_BY_MODE: Readonly<Record<number, PhysicalAddress['kind']>> = {1: 'linear', 2: 'system'}

/**
 * Intel: ADDR means something with ADDRV, its space and width are told by MISC with MISCV. Without MISCV neither is
 * known: the space is `unknown`, which nothing compares with the address map, and the width is a line for display only.
 */
export function locateIntel({status, addr, misc}: AddressRegisters, rule?: AddressRule): AddressReading {
  if (addr === undefined || !mciStatus.has(status, 'ADDRV')) return NOTHING
  if (rule !== undefined) return {address: {value: addr, granularityBytes: LINE_BYTES, kind: rule.kind}, remarks: []}
  if (misc === undefined || !mciStatus.has(status, 'MISCV')) {
    const remark = 'ADDR is valid but MISC is not: neither the address space nor the width of the address is known'
    return {address: {value: addr, granularityBytes: LINE_BYTES, kind: 'unknown'}, remarks: [remark]}
  }
  const mode = mciMisc.number(misc, 'ADDRESS_MODE')
  const kind = KIND_BY_MODE[mode] ?? 'unknown'
  const remarks = kind === 'system' ? [] : [`MISC gives address mode ${mode}: not a physical address`]
  return {address: {value: addr, granularityBytes: 2 ** mciMisc.number(misc, 'ADDRESS_LSB'), kind}, remarks}
}

/**
 * MCA_ADDR holds the lowest valid bit in 61:56 until STATUS took it over in family 19h; the address is what lies between
 * (AMD PPRs, MCA_ADDR; Linux arch/x86/kernel/cpu/mce/internal.h, smca_extract_err_addr()).
 */
const TOP_WITH_LSB_IN_ADDR = 56
const TOP_WITH_LSB_IN_STATUS = 57
const FAMILY_WITH_LSB_IN_STATUS = 0x19

/** Scalable MCA: the width is a field of STATUS or of ADDR itself, by family; the space is the bank type's. */
export function locateSmca(registers: AddressRegisters, rule: AddressRule, family: number | undefined): AddressReading {
  const {status, addr} = registers
  if (addr === undefined || !amdStatus.has(status, 'AddrV')) return NOTHING
  const inStatus = family !== undefined && family >= FAMILY_WITH_LSB_IN_STATUS
  const lsb = inStatus ? amdStatus.number(status, 'AddrLsb') : Number((addr >> 56n) & 0x3fn)
  const granularityBytes = lsb === 0 ? LINE_BYTES : 2 ** lsb
  const top = BigInt.asUintN(inStatus ? TOP_WITH_LSB_IN_STATUS : TOP_WITH_LSB_IN_ADDR, addr)
  return {address: {value: (top >> BigInt(lsb)) << BigInt(lsb), granularityBytes, kind: rule.kind}, remarks: []}
}

/** AMD before scalable MCA: the northbridge logs physical addresses, other banks by their own rules. */
export function locateLegacyAmd({status, addr}: AddressRegisters, rule: AddressRule): AddressReading {
  if (addr === undefined || !mciStatus.has(status, 'ADDRV')) return NOTHING
  return {address: {value: addr, granularityBytes: LINE_BYTES, kind: rule.kind}, remarks: []}
}

/** Banks of unknown kind on CPUs whose vendor is known to lay ADDR out its own way. */
export const defaultRule = (vendor: CpuSignature['vendor'] | undefined): AddressRule | undefined =>
  isAmdLike(vendor) ? {kind: 'unknown'} : undefined

/**
 * The bytes a CPER address may be off by: the lowest bit of the mask. No mask, or an empty one, tells nothing, and a
 * cache line is assumed.
 */
export function bytesOfMask(mask: bigint | undefined): number {
  if (mask === undefined || mask === 0n) return LINE_BYTES
  return Number(mask & -mask)
}
