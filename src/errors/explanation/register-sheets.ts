import type {FieldReading, Register} from '../../bits/define-register.js'
import {miscLayoutOf} from '../misc-layouts.js'
import {layoutOf, type RegisterSet, STATUS_TABLES} from '../register-set.js'
import cpuidSignature from '../registers/cpuid-signature.js'
import mcgCap from '../registers/ia32-mcg-cap.js'
import mcgStatus from '../registers/ia32-mcg-status.js'
import mcaIpid from '../registers/mca-ipid.js'
import mcaSynd from '../registers/mca-synd.js'

/** One register, field by field, with the manual it follows. */
export interface RegisterSheet {
  readonly name: string
  readonly value: bigint
  readonly source: string
  readonly fields: readonly FieldReading[]
}

/** What a sheet needs of a register table. */
type ListedTable = Pick<Register, 'name' | 'source' | 'list'>

const sheet = (table: ListedTable, value: bigint | undefined): readonly RegisterSheet[] =>
  value === undefined ? [] : [{name: table.name, value, source: table.source, fields: table.list(value)}]

/** Every register of the set as a sheet, in the order a reader asks: what, how bad, more, where from. */
export function registerSheets(set: RegisterSet, bankKind: string | undefined): readonly RegisterSheet[] {
  const layout = layoutOf(set)
  const status = STATUS_TABLES[layout]
  const misc = layout === 'intel' ? miscLayoutOf(bankKind, set.status) : undefined
  return [
    ...sheet(status, set.status),
    ...sheet(mcgStatus, set.mcgstatus),
    ...(misc === undefined ? [] : sheet(misc, set.misc)),
    ...sheet(mcaIpid, set.ipid),
    ...sheet(mcaSynd, set.synd),
    ...sheet(mcgCap, set.mcgcap),
    ...sheet(cpuidSignature, set.signature === undefined ? undefined : BigInt(set.signature.signature)),
  ]
}
