import type {McaErrorCode} from './memory-error.js'
import type {RegisterSet} from './register-set.js'
import mcgCap from './registers/ia32-mcg-cap.js'
import mcgStatus from './registers/ia32-mcg-status.js'
import mciStatus from './registers/ia32-mci-status.js'
import ioMisc from './registers/io-mca-mci-misc.js'

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

/** What other registers say of how the record came about: firmware had a hand in it, a TDX guest was running. */
export function circumstances(set: RegisterSet): readonly string[] {
  const inGuest = set.vendor === 'intel' && set.mcgstatus !== undefined && mcgStatus.has(set.mcgstatus, 'SEAM_NR')
  return [
    ...(firmwareChanged(set) ? ['firmware changed the record before the kernel read it'] : []),
    ...(inGuest ? ['raised while a TDX guest ran (SEAM non-root)'] : []),
  ]
}
