import {isAmdLike, isSmca, type KnownFeatures, knowsRecovery} from './cpu-features.js'
import {decodeMcaCode} from './decode-mca-code.js'
import type {ExecutionContext} from './kernel-grade/grade.js'
import type {CpuSignature} from './memory-error.js'
import amdLegacyStatus from './registers/amd-mci-status.js'
import amdStatus from './registers/amd-smca-mca-status.js'
import mcgStatus from './registers/ia32-mcg-status.js'
import mciStatus from './registers/ia32-mci-status.js'

/** One machine check as registers, with everything known about where it came from. */
export interface RegisterSet {
  readonly status: bigint
  readonly bank?: number
  readonly misc?: bigint
  readonly addr?: bigint
  readonly mcgstatus?: bigint
  readonly mcgcap?: bigint
  readonly ipid?: bigint
  readonly synd?: bigint
  readonly cs?: bigint
  /** APIC id of the logical processor that reported. */
  readonly apic?: number
  /** Symbol behind the instruction pointer, where the kernel printed one. */
  readonly symbol?: string
  readonly vendor: CpuSignature['vendor']
  readonly signature?: CpuSignature
  readonly features: KnownFeatures
  readonly context: ExecutionContext
  /** True inside the machine-check exception handler. */
  readonly exception: boolean
}

/** How STATUS is laid out. */
export type StatusLayout = 'intel' | 'amd-smca' | 'amd-legacy'

/** The layout a CPU's STATUS has. */
export const layoutOf = ({
  vendor,
  signature,
  ipid,
}: Pick<RegisterSet, 'vendor' | 'signature' | 'ipid'>): StatusLayout => {
  if (!isAmdLike(vendor)) return 'intel'
  return isSmca(signature, ipid) ? 'amd-smca' : 'amd-legacy'
}

/** STATUS tables by layout. */
export const STATUS_TABLES = {
  intel: mciStatus,
  'amd-smca': amdStatus,
  'amd-legacy': amdLegacyStatus,
} as const

/** MCACOD values of consumption and write-back that only Intel CPUs log in this form (SDM vol. 3B, 16.6.4). */
const INTEL_ONLY_CODES: ReadonlySet<number> = new Set([0x134, 0x150, 0x17a])

/** The northbridge of AMD families 0Fh–16h. */
const NORTHBRIDGE_BANK = 4

/** A bus code with one of AMD's two ECC bits in bank 4: Intel CPUs that log bus codes there keep those bits clear. */
function isAmdNorthbridge(status: bigint, bank: number | undefined): boolean {
  const {kind, target} = decodeMcaCode(mciStatus.number(status, 'MCACOD'))
  const isBus = bank === NORTHBRIDGE_BANK && kind === 'bus' && target === 'memory'
  return isBus && amdLegacyStatus.has(status, 'CECC') !== amdLegacyStatus.has(status, 'UECC')
}

/** Registers that may betray their CPU's vendor. */
export type TellingRegisters = Partial<Pick<RegisterSet, 'status' | 'ipid' | 'bank'>>

/**
 * Who made a CPU of which nothing is known: an IPID is AMD's; memory-controller codes and a few others exist on Intel
 * alone. Anything else stays unknown, because bits 56:43 of STATUS mean different things.
 */
export function vendorFromRegisters({status, ipid, bank}: TellingRegisters): CpuSignature['vendor'] {
  if (ipid !== undefined) return 'amd'
  if (status === undefined) return 'unknown'
  if (isAmdNorthbridge(status, bank)) return 'amd'
  const code = mciStatus.number(status, 'MCACOD')
  const {kind} = decodeMcaCode(code)
  const isIntel = kind === 'memory-controller' || kind === 'extended-memory' || INTEL_ONLY_CODES.has(code & 0xefff)
  return isIntel ? 'intel' : 'unknown'
}

/** True when MCG_STATUS says that a machine-check exception was being handled. */
export const isInHandler = (mcgstatus: bigint | undefined): boolean =>
  mcgstatus !== undefined && mcgStatus.has(mcgstatus, 'MCIP')

/** Functions whose faults the kernel survives: machine-check safe copies, and single loads from user space. */
const SAFE_COPY = /^(?:__)?(?:copy_mc|memcpy_mcsafe)/
const USER_LOAD = /^(?:__get_user|_?copy_from_user|raw_copy_from_user)/

/** What was running: user code by the code segment, else kernel code by the function the kernel named. */
export function contextOf(cs: bigint | undefined, symbol: string | undefined): ExecutionContext {
  if (cs !== undefined && (cs & 3n) === 3n) return 'user'
  if (symbol !== undefined && SAFE_COPY.test(symbol)) return 'kernel-copy-mc'
  return symbol !== undefined && USER_LOAD.test(symbol) ? 'kernel-copy-from-user' : 'kernel'
}

/** Features that were stated, with software error recovery completed from MCG_CAP or the CPU model. */
export function completeFeatures(
  stated: KnownFeatures,
  signature: CpuSignature | undefined,
  mcgcap: bigint | undefined,
): KnownFeatures {
  const ser = stated.ser ?? knowsRecovery(signature, mcgcap)
  return ser === undefined ? stated : {...stated, ser}
}
