import type {GradeFeatures} from './kernel-grade/grade-table.js'
import type {CpuSignature} from './memory-error.js'
import mcgCap from './registers/ia32-mcg-cap.js'

/**
 * Family-6 models whose MCG_CAP has MCG_SER_P: server parts from Nehalem-EX on (SDM vol. 3B, 16.6). Clients and the
 * -EP parts before Sandy Bridge lack it; a model in neither list is unknown.
 */
const WITH_RECOVERY: ReadonlySet<number> = new Set([
  0x2e, 0x2f, 0x2d, 0x3e, 0x3f, 0x4f, 0x56, 0x55, 0x6a, 0x6c, 0x8f, 0xcf, 0xad, 0xae, 0xaf, 0x86, 0xb6, 0xdd, 0x57,
  0x85,
])
const WITHOUT_RECOVERY: ReadonlySet<number> = new Set([
  0x0d, 0x0e, 0x0f, 0x16, 0x17, 0x1c, 0x1d, 0x1a, 0x1e, 0x1f, 0x25, 0x2a, 0x2c, 0x3a, 0x3c, 0x3d, 0x45, 0x46, 0x47,
  0x4e, 0x5e, 0x8e, 0x9e, 0xa5, 0xa6,
])

/** What is known of a CPU's error handling abilities; absent means not known. */
export interface KnownFeatures {
  readonly ser?: boolean
  readonly succor?: boolean
  readonly overflowRecovery?: boolean
  readonly smca?: boolean
}

/** True for vendors that lay out STATUS as AMD does. */
export const isAmdLike = (vendor: CpuSignature['vendor'] | undefined): boolean => vendor === 'amd' || vendor === 'hygon'

/** AMD family 17h was the first with scalable MCA. */
const FIRST_SMCA_FAMILY = 0x17

/** True when the bank registers are scalable MCA: by the family, or because an IPID was logged. */
export const isSmca = (signature: CpuSignature | undefined, ipid: bigint | undefined): boolean =>
  signature === undefined ? ipid !== undefined : isAmdLike(signature.vendor) && signature.family >= FIRST_SMCA_FAMILY

/** Family 19 began with a server, Diamond Rapids; earlier Intel families lack software error recovery. */
const SERVER_FAMILY = 19

function recoveryByModel({family, model}: CpuSignature): boolean | undefined {
  if (family !== 6) return family > 15 ? (family === SERVER_FAMILY ? true : undefined) : false
  if (WITH_RECOVERY.has(model)) return true
  return WITHOUT_RECOVERY.has(model) ? false : undefined
}

/** Software error recovery (MCG_SER_P) by MCG_CAP where it was logged, else by the CPU model; undefined when neither tells. */
export function knowsRecovery(signature: CpuSignature | undefined, mcgcap: bigint | undefined): boolean | undefined {
  if (signature !== undefined && isAmdLike(signature.vendor)) return false
  if (mcgcap !== undefined && mcgcap !== 0n) return mcgCap.has(mcgcap, 'MCG_SER_P')
  if (signature?.vendor === 'intel') return recoveryByModel(signature)
  return undefined
}

/**
 * Abilities for the kernel's grade: what was stated, else what the family has. Every family with scalable MCA that is
 * known reports SUCCOR and overflow recovery; S or AR set without knowledge of MCG_SER_P proves it.
 */
export function featuresForGrade(
  known: KnownFeatures,
  signature: CpuSignature | undefined,
  ipid: bigint | undefined,
  signals: boolean,
): GradeFeatures {
  const smca = known.smca ?? isSmca(signature, ipid)
  return {
    ser: known.ser ?? signals,
    smca,
    succor: known.succor ?? smca,
    overflowRecovery: known.overflowRecovery ?? smca,
  }
}
