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

const vendorFlags = (status: bigint, vendor: CpuSignature['vendor'], ser: boolean | undefined): ErrorFlags => {
  if (isAmdLike(vendor))
    return {
      deferred: amdStatus.has(status, 'Deferred'),
      poison: amdStatus.has(status, 'Poison'),
      taskContextCorrupt: amdStatus.has(status, 'TCC'),
    }
  const tells = vendor !== 'unknown' && ser !== false
  return tells ? {signaled: mciStatus.has(status, 'S'), actionRequired: mciStatus.has(status, 'AR')} : {}
}

/** STATUS and MCG_STATUS as named flags; S and AR only on CPUs that may have software error recovery. */
export function readFlags(
  {status, mcgstatus}: {readonly status?: bigint; readonly mcgstatus?: bigint},
  vendor: CpuSignature['vendor'],
  ser: boolean | undefined,
): ErrorFlags {
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
    ...vendorFlags(status, vendor, ser),
    ...mcg,
  }
}

const THRESHOLDS = ['none', 'green', 'yellow'] as const

/**
 * Threshold state and corrected count of an Intel STATUS. The threshold means something for corrected errors only;
 * both are left out where MCG_CAP is known not to have them.
 */
export function readCounters(
  status: bigint,
  mcgcap: bigint | undefined,
): Pick<MemoryError, 'threshold' | 'correctedCount'> {
  const lacks = (name: 'MCG_TES_P' | 'MCG_CMCI_P') => mcgcap !== undefined && mcgcap !== 0n && !mcgCap.has(mcgcap, name)
  const threshold = THRESHOLDS[mciStatus.number(status, 'THRESHOLD')]
  const tracks = !mciStatus.has(status, 'UC') && !lacks('MCG_TES_P')
  return {
    ...(tracks && threshold !== undefined ? {threshold} : {}),
    ...(lacks('MCG_CMCI_P') ? {} : {correctedCount: mciStatus.number(status, 'CORRECTED_COUNT')}),
  }
}
