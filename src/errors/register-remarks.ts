import {isAmdLike} from './cpu-features.js'
import type {McaErrorCode} from './memory-error.js'
import type {RegisterSet} from './register-set.js'
import mcgCap from './registers/ia32-mcg-cap.js'
import mcgStatus from './registers/ia32-mcg-status.js'
import mciStatus from './registers/ia32-mci-status.js'
import ioMisc from './registers/io-mca-mci-misc.js'
import mcaMisc0 from './registers/mca-misc0.js'

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')

/** The PCI root port that an I/O error names in MISC, as `lspci` writes it. */
export function rootPort({kind}: McaErrorCode, {status, misc}: RegisterSet): readonly string[] {
  if (kind !== 'io' || misc === undefined || !mciStatus.has(status, 'MISCV')) return []
  const of = (name: Parameters<typeof ioMisc.number>[1]) => ioMisc.number(misc, name)
  const port = `${hex(of('SEGMENT'), 4)}:${hex(of('BUS'), 2)}:${hex(of('DEVICE'), 2)}.${of('FUNCTION')}`
  return [`reported by the root port ${port}`]
}

const firmwareChanged = ({vendor, status, mcgcap}: RegisterSet): boolean =>
  vendor === 'intel' &&
  mcgcap !== undefined &&
  mcgCap.has(mcgcap, 'MCG_EMC_P') &&
  mciStatus.has(status, 'FIRMWARE_UPDATED')

/** AMD: the counter of corrected errors in MISC has reached its threshold. */
const countedOut = ({vendor, status, misc}: RegisterSet): boolean =>
  isAmdLike(vendor) &&
  misc !== undefined &&
  mciStatus.has(status, 'MISCV') &&
  mcaMisc0.has(misc, 'Valid') &&
  mcaMisc0.has(misc, 'Ovrflw')

/** What other registers say of how the record came about: firmware had a hand in it, a TDX guest was running. */
export function circumstances(set: RegisterSet): readonly string[] {
  const inGuest = set.vendor === 'intel' && set.mcgstatus !== undefined && mcgStatus.has(set.mcgstatus, 'SEAM_NR')
  return [
    ...(firmwareChanged(set) ? ['firmware changed the record before the kernel read it'] : []),
    ...(countedOut(set) ? ['the bank’s counter of corrected errors has reached its threshold'] : []),
    ...(inGuest ? ['raised while a TDX guest ran (SEAM non-root)'] : []),
  ]
}
