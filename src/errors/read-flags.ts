import {isAmdLike} from './cpu-features.js'
import type {CpuSignature, ErrorFlags, MemoryError} from './memory-error.js'
import amdStatus from './registers/amd-smca-mca-status.js'
import mcgCap from './registers/ia32-mcg-cap.js'
import mcgStatus from './registers/ia32-mcg-status.js'
import mciStatus from './registers/ia32-mci-status.js'

const MCG_NAMES = {RIPV: 'RIPV', EIPV: 'EIPV', MCIP: 'MCIP', LMCES: 'LMCE'} as const

const mcgFlags = (mcgstatus: bigint): NonNullable<ErrorFlags['mcg']> =>
  (['RIPV', 'EIPV', 'MCIP', 'LMCES'] as const)
    .filter(name => mcgStatus.has(mcgstatus, name))
    .map(name => MCG_NAMES[name])

/** Registers that flags are read from, and the CPU, where it decides what a bit is. */
export interface FlagRegisters {
  readonly status?: bigint
  readonly mcgstatus?: bigint
  readonly bank?: number
  readonly signature?: CpuSignature
}

/** Bits by the first family that has them; on the northbridge of family 15h bit 43 is part of the L3 sub-cache. */
const FIRST_SMCA = 0x17
const FIRST_POISON = 0x15
const NORTHBRIDGE = 4

function amdFlags(status: bigint, {bank, signature}: FlagRegisters): ErrorFlags {
  const family = signature?.family ?? FIRST_SMCA
  const isSubCache = family === FIRST_POISON && bank === NORTHBRIDGE
  return {
    correctedEcc: amdStatus.has(status, 'CECC'),
    uncorrectedEcc: amdStatus.has(status, 'UECC'),
    ...(family < FIRST_POISON ? {} : {deferred: amdStatus.has(status, 'Deferred')}),
    ...(family < FIRST_POISON || isSubCache ? {} : {poison: amdStatus.has(status, 'Poison')}),
    ...(family < FIRST_SMCA
      ? {}
      : {
          taskContextCorrupt: amdStatus.has(status, 'TCC'),
          syndromeValid: amdStatus.has(status, 'SyndV'),
          scrub: amdStatus.has(status, 'Scrub'),
        }),
  }
}

const vendorFlags = (
  status: bigint,
  registers: FlagRegisters,
  vendor: CpuSignature['vendor'],
  ser: boolean | undefined,
): ErrorFlags => {
  if (isAmdLike(vendor)) return amdFlags(status, registers)
  const tells = vendor !== 'unknown' && ser !== false
  return tells ? {signaled: mciStatus.has(status, 'S'), actionRequired: mciStatus.has(status, 'AR')} : {}
}

/** STATUS and MCG_STATUS as named flags; S and AR only on CPUs that may have software error recovery. */
export function readFlags(
  registers: FlagRegisters,
  vendor: CpuSignature['vendor'],
  ser: boolean | undefined,
): ErrorFlags {
  const {status, mcgstatus} = registers
  const mcg = mcgstatus === undefined ? {} : {mcg: mcgFlags(mcgstatus)}
  if (status === undefined) return mcg
  return {
    valid: mciStatus.has(status, 'VAL'),
    overflow: mciStatus.has(status, 'OVER'),
    uncorrected: mciStatus.has(status, 'UC'),
    enabled: mciStatus.has(status, 'EN'),
    miscValid: mciStatus.has(status, 'MISCV'),
    addrValid: mciStatus.has(status, 'ADDRV'),
    contextCorrupt: mciStatus.has(status, 'PCC'),
    ...vendorFlags(status, registers, vendor, ser),
    ...mcg,
  }
}

const THRESHOLDS = ['none', 'green', 'yellow'] as const

/**
 * Threshold state and corrected count of an Intel STATUS. The threshold means something for corrected errors only;
 * both are left out where MCG_CAP is known not to have them, a count of none where nothing was corrected.
 */
export function readCounters(
  status: bigint,
  mcgcap: bigint | undefined,
): Pick<MemoryError, 'threshold' | 'correctedCount'> {
  const lacks = (name: 'MCG_TES_P' | 'MCG_CMCI_P') => mcgcap !== undefined && mcgcap !== 0n && !mcgCap.has(mcgcap, name)
  const threshold = THRESHOLDS[mciStatus.number(status, 'THRESHOLD')]
  const isCorrected = !mciStatus.has(status, 'UC')
  const tracks = isCorrected && !lacks('MCG_TES_P')
  const correctedCount = mciStatus.number(status, 'CORRECTED_COUNT')
  return {
    ...(tracks && threshold !== undefined ? {threshold} : {}),
    ...(lacks('MCG_CMCI_P') || !(isCorrected || correctedCount > 0) ? {} : {correctedCount}),
  }
}
