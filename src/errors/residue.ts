import {miscLayoutOf} from './misc-layouts.js'
import {layoutOf, type RegisterSet, STATUS_TABLES} from './register-set.js'
import mcgCap from './registers/ia32-mcg-cap.js'
import mcgStatus from './registers/ia32-mcg-status.js'
import mciStatus from './registers/ia32-mci-status.js'

const hex = (value: bigint): string => `0x${value.toString(16)}`

/** Reserved bits of an Intel MISC that was filled in, by the layout of its bank. */
const miscResidue = (set: RegisterSet, bankKind: string | undefined): bigint =>
  set.misc !== undefined && mciStatus.has(set.status, 'MISCV')
    ? miscLayoutOf(bankKind, set.status).residue(set.misc)
    : 0n

/** Reserved bits that are set, register by register; undefined when there are none. */
export function residueOf(set: RegisterSet, bankKind?: string): Readonly<Record<string, string>> | undefined {
  const found: Record<string, string> = {}
  const note = (name: string, bits: bigint): void => {
    if (bits !== 0n) found[name] = hex(bits)
  }
  const layout = layoutOf(set)
  note('status', STATUS_TABLES[layout].residue(set.status))
  if (layout === 'intel') note('misc', miscResidue(set, bankKind))
  note('mcgstatus', mcgStatus.residue(set.mcgstatus ?? 0n))
  note('mcgcap', mcgCap.residue(set.mcgcap ?? 0n))
  return Object.keys(found).length === 0 ? undefined : found
}
