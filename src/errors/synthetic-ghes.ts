import type {EdacEvent, MachineCheckRecord} from '../records/hardware-error-record.js'
import mciStatus from './registers/ia32-mci-status.js'

/** Remark on machine checks that the kernel made up from a firmware record: the firmware's own block tells the same error. */
export const SYNTHETIC_GHES_REMARK =
  'made by the kernel from a firmware (GHES) memory error: the firmware record tells the same error'

/** Bank 255; 1 in kernels up to 4.4 (Linux arch/x86/kernel/cpu/mce/apei.c). */
const BANKS: ReadonlySet<number> = new Set([255, 1])

/** All that such a status may have: generic memory code without channel, and the flags the kernel derives. */
const POSSIBLE = mciStatus.write({VAL: 1n, EN: 1n, ADDRV: 1n, MISCV: 1n, UC: 1n, PCC: 1n, MCACOD: 0x9fn})
const CERTAIN = mciStatus.write({VAL: 1n, EN: 1n, ADDRV: 1n, MCACOD: 0x9fn})

/** True for a memory driver's line about such a machine check: `err_code:0000:009f`, the generic code and nothing of the model. */
export const isSyntheticLine = ({mcaCode, modelCode = 0}: Pick<EdacEvent, 'mcaCode' | 'modelCode'>): boolean =>
  mcaCode === 0x9f && modelCode === 0

/** True for the machine-check records that the kernel makes from GHES memory errors. */
export function isSyntheticGhes({bank, status}: Pick<MachineCheckRecord, 'bank' | 'status'>): boolean {
  if (bank === undefined || status === undefined || !BANKS.has(bank)) return false
  return (status & ~POSSIBLE) === 0n && (status & CERTAIN) === CERTAIN
}
