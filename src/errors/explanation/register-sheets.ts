import type {FieldReading, Register} from '../../bits/define-register.js'
import {miscLayoutOf} from '../misc-layouts.js'
import {layoutOf, type RegisterSet, STATUS_TABLES} from '../register-set.js'
import cpuidSignature from '../registers/cpuid-signature.js'
import mcgCap from '../registers/ia32-mcg-cap.js'
import mcgStatus from '../registers/ia32-mcg-status.js'
import mciMisc from '../registers/ia32-mci-misc.js'
import mciStatus from '../registers/ia32-mci-status.js'
import mcaIpid from '../registers/mca-ipid.js'
import mcaMisc0 from '../registers/mca-misc0.js'
import mcaSynd from '../registers/mca-synd.js'

/** One register, field by field, with the manual it follows. */
export interface RegisterSheet {
  readonly name: string
  readonly value: bigint
  readonly source: string
  readonly fields: readonly FieldReading[]
  /** Why the value means nothing, where STATUS says so. */
  readonly invalid?: string
}

/** What a sheet needs of a register table. */
export type ListedTable = Pick<Register, 'name' | 'source' | 'list'>

/** One register as a sheet; none where it is not known. */
export const sheet = (table: ListedTable, value: bigint | undefined): readonly RegisterSheet[] =>
  value === undefined ? [] : [{name: table.name, value, source: table.source, fields: table.list(value)}]

const ADDRESS_SOURCE = 'Intel SDM vol. 3B, 16.3.2.3 (IA32_MCi_ADDR MSRs), figure 16-7; 325384-080'

const field = (name: string, high: number, low: number, raw: bigint, meaning: string): FieldReading => ({
  field: name,
  high,
  low,
  value: (raw >> BigInt(low)) & ((1n << BigInt(high - low + 1)) - 1n),
  meaning,
  reserved: false,
})

/** ADDR of Intel CPUs; its lowest valid bit stands in MISC. */
function addressSheet({addr, misc, status}: RegisterSet): readonly RegisterSheet[] {
  if (addr === undefined) return []
  const hasMisc = misc !== undefined && mciStatus.has(status, 'MISCV')
  const lowest = hasMisc ? mciMisc.number(misc, 'ADDRESS_LSB') : 0
  const below = lowest === 0 ? [] : [field('BELOW', lowest - 1, 0, addr, 'below the lowest valid bit that MISC names')]
  const fields = [field('ADDRESS', 63, lowest, addr, 'where the error is; MISC says in which address space'), ...below]
  const invalid = mciStatus.has(status, 'ADDRV') ? {} : {invalid: 'ADDRV=0'}
  return [{name: 'IA32_MCi_ADDR', value: addr, source: ADDRESS_SOURCE, fields, ...invalid}]
}

const miscSheet = (table: ListedTable, {misc, status}: RegisterSet): readonly RegisterSheet[] =>
  sheet(table, misc).map(one => (mciStatus.has(status, 'MISCV') ? one : {...one, invalid: 'MISCV=0'}))

/** Every register of the set as a sheet, in the order a reader asks: what, how bad, more, where from. */
export function registerSheets(set: RegisterSet, bankKind: string | undefined): readonly RegisterSheet[] {
  const layout = layoutOf(set)
  const status = STATUS_TABLES[layout]
  const misc = layout === 'intel' ? miscLayoutOf(bankKind, set.status) : undefined
  return [
    ...sheet(status, set.status),
    ...sheet(mcgStatus, set.mcgstatus),
    ...(misc === undefined ? miscSheet(mcaMisc0, set) : [...miscSheet(misc, set), ...addressSheet(set)]),
    ...sheet(mcaIpid, set.ipid),
    ...sheet(mcaSynd, set.synd),
    ...sheet(mcgCap, set.mcgcap),
    ...sheet(cpuidSignature, set.signature === undefined ? undefined : BigInt(set.signature.signature)),
  ]
}
