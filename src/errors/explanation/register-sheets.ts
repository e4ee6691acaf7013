import type {FieldReading, Register} from '../../bits/define-register.js'
import {layoutOf, type RegisterSet, STATUS_TABLES} from '../register-set.js'
import bdxHaMisc from '../registers/bdx-ha-mci-misc.js'
import cpuidSignature from '../registers/cpuid-signature.js'
import mcgCap from '../registers/ia32-mcg-cap.js'
import mcgStatus from '../registers/ia32-mcg-status.js'
import mciMisc from '../registers/ia32-mci-misc.js'
import icxImcMisc from '../registers/icx-imc-mci-misc.js'
import mcaIpid from '../registers/mca-ipid.js'
import mcaSynd from '../registers/mca-synd.js'
import nhmMisc from '../registers/nhm-imc-mc8-misc.js'
import skxM2mMisc from '../registers/skx-m2m-mci-misc.js'
import snbImcMisc from '../registers/snb-imc-mci-misc.js'
import sprImcMisc from '../registers/spr-imc-mci-misc.js'

/** One register, field by field, with the manual it follows. */
export interface RegisterSheet {
  readonly name: string
  readonly value: bigint
  readonly source: string
  readonly fields: readonly FieldReading[]
}

/** What a sheet needs of a register table. */
type ListedTable = Pick<Register, 'name' | 'source' | 'list'>

/** MISC tables by kind of bank; other banks follow the architectural one. */
const MISC_BY_BANK: Readonly<Record<string, ListedTable>> = {
  'intel-skx-m2m': skxM2mMisc,
  'intel-icx-m2m': skxM2mMisc,
  'intel-icx-imc': icxImcMisc,
  'intel-spr-imc': sprImcMisc,
  'intel-bdx-ha': bdxHaMisc,
  'intel-snb-imc': snbImcMisc,
  'intel-ivb-imc': snbImcMisc,
  'intel-nhm-imc': nhmMisc,
}

const sheet = (table: ListedTable, value: bigint | undefined): readonly RegisterSheet[] =>
  value === undefined ? [] : [{name: table.name, value, source: table.source, fields: table.list(value)}]

/** Every register of the set as a sheet, in the order a reader asks: what, how bad, more, where from. */
export function registerSheets(set: RegisterSet, bankKind: string | undefined): readonly RegisterSheet[] {
  const layout = layoutOf(set)
  const status = STATUS_TABLES[layout]
  const misc = layout === 'intel' ? (MISC_BY_BANK[bankKind ?? ''] ?? mciMisc) : undefined
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
