import {layoutOf, type RegisterSet, STATUS_TABLES} from './register-set.js'
import mcgCap from './registers/ia32-mcg-cap.js'
import mcgStatus from './registers/ia32-mcg-status.js'

const hex = (value: bigint): string => `0x${value.toString(16)}`

/** Reserved bits that are set, register by register; undefined when there are none. */
export function residueOf(set: RegisterSet): Readonly<Record<string, string>> | undefined {
  const found: Record<string, string> = {}
  const note = (name: string, bits: bigint): void => {
    if (bits !== 0n) found[name] = hex(bits)
  }
  note('status', STATUS_TABLES[layoutOf(set)].residue(set.status))
  note('mcgstatus', mcgStatus.residue(set.mcgstatus ?? 0n))
  note('mcgcap', mcgCap.residue(set.mcgcap ?? 0n))
  return Object.keys(found).length === 0 ? undefined : found
}
