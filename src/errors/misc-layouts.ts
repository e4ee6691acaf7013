import type {Register} from '../bits/define-register.js'
import bdxHaMisc from './registers/bdx-ha-mci-misc.js'
import dmrMcchanMisc from './registers/dmr-mcchan-mci-misc.js'
import gnrMcchanMisc from './registers/gnr-mcchan-mci-misc.js'
import mciMisc from './registers/ia32-mci-misc.js'
import icxImcMisc from './registers/icx-imc-mci-misc.js'
import ioMisc from './registers/io-mca-mci-misc.js'
import nhmMisc from './registers/nhm-imc-mc8-misc.js'
import skxM2mMisc from './registers/skx-m2m-mci-misc.js'
import snbImcMisc from './registers/snb-imc-mci-misc.js'
import sprImcMisc from './registers/spr-imc-mci-misc.js'

/** What is asked of a MISC table: its fields, its document, and the bits nobody explains. */
export type MiscLayout = Pick<Register, 'name' | 'source' | 'list' | 'residue'>

/** MISC tables by kind of bank; other banks follow the architectural one. */
const MISC_BY_BANK: Readonly<Record<string, MiscLayout>> = {
  'intel-skx-m2m': skxM2mMisc,
  'intel-icx-m2m': skxM2mMisc,
  'intel-icx-imc': icxImcMisc,
  'intel-spr-imc': sprImcMisc,
  'intel-gnr-mcchan': gnrMcchanMisc,
  'intel-dmr-mcchan': dmrMcchanMisc,
  'intel-bdx-ha': bdxHaMisc,
  'intel-snb-imc': snbImcMisc,
  'intel-ivb-imc': snbImcMisc,
  'intel-knl-imc': snbImcMisc,
  'intel-nhm-imc': nhmMisc,
}

/** MCACOD of I/O errors, whose MISC names a root port in every bank. */
const IO_ERROR = 0xe0bn

/** How an Intel bank of that kind lays out its MISC. */
export const miscLayoutOf = (bankKind: string | undefined, status: bigint): MiscLayout =>
  (status & 0xefffn) === IO_ERROR ? ioMisc : (MISC_BY_BANK[bankKind ?? ''] ?? mciMisc)
