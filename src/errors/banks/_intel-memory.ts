import type {Register} from '../../bits/define-register.js'
import type {DramLocation} from '../../records/hardware-error-record.js'
import {decodeMcaCode, isMemoryCode} from '../decode-mca-code.js'
import type {BankRegisters} from '../define-cpu.js'
import type {ErrorUnit, McaErrorCode, MirrorEvidence, ModelSpecificCode} from '../memory-error.js'
import mciStatus from '../registers/ia32-mci-status.js'
import {unitOfCode} from '../unit-of-code.js'

/** What every Intel memory bank looks at first. */
export interface IntelReading {
  readonly mca: McaErrorCode
  /** True when the code is about memory: only then do the bank's memory fields mean anything. */
  readonly memory: boolean
  readonly mscod: number
  /** MISC where MISCV says that it was filled in. */
  readonly misc: bigint | undefined
  readonly uncorrected: boolean
}

/** STATUS and MISC of an Intel bank, taken apart. */
export function readIntel({status, misc}: BankRegisters): IntelReading {
  const mca = decodeMcaCode(mciStatus.number(status, 'MCACOD'))
  return {
    mca,
    memory: isMemoryCode(mca),
    mscod: mciStatus.number(status, 'MSCOD'),
    misc: mciStatus.has(status, 'MISCV') ? misc : undefined,
    uncorrected: mciStatus.has(status, 'UC'),
  }
}

/** STATUS bit 33 of Granite Rapids and later: MISC holds DRAM coordinates (mcelog v208 granite.c, diamond.c). */
export const coordinatesValid = ({status}: BankRegisters): boolean => (mciStatus.number(status, 'OTHER') & 2) !== 0

const hex4 = (value: number): string => `0x${value.toString(16).padStart(4, '0')}`

/** Meanings of the single-bit rows that are set in a bit-field MSCOD. */
export function causesIn<Name extends string>(register: Register<Name>, mscod: number): readonly string[] {
  const listed = register.list(BigInt(mscod))
  return listed
    .filter(({high, low, value, reserved}) => high === low && value === 1n && !reserved)
    .map(row => row.meaning)
}

/** MSCOD with its messages; no messages when the table has none for it. */
export const modelCode = (mscod: number, messages: readonly string[]): ModelSpecificCode =>
  messages.length === 0 ? {code: hex4(mscod)} : {code: hex4(mscod), messages}

/**
 * The unit of a memory bank's error: DRAM when the cause is its contents, the controller when it is the controller's
 * own parts or wires; without a known cause, what the architectural code says.
 */
export function unitOf(mca: McaErrorCode, isDram: boolean, isController: boolean): ErrorUnit {
  if (!isMemoryCode(mca)) return unitOfCode(mca)
  if (isDram) return 'dram'
  return isController ? 'memory-controller' : unitOfCode(mca)
}

/** Mirror bits of a bank that has them, read only with MISCV and on memory codes; failover wins over correction. */
export function mirrorFromMisc<Name extends string>(
  reading: IntelReading,
  register: Register<Name>,
  failover: Name,
  corrected: Name,
): MirrorEvidence {
  if (reading.misc === undefined || !reading.memory) return 'not-reported'
  if (register.has(reading.misc, failover)) return 'failover'
  return register.has(reading.misc, corrected) ? 'scrubbed' : 'none'
}

/** What has to be said when a mirror bit stands in an uncorrected record. */
export function mirrorRemarks(reading: IntelReading, evidence: MirrorEvidence): readonly string[] {
  const shown = evidence === 'failover' || evidence === 'scrubbed'
  return shown && reading.uncorrected
    ? ['a mirror bit is set, but the record is uncorrected: the mirror did not absorb this error']
    : []
}

/** Controller and channel by bank number; the channel of MCACOD where the bank serves a whole controller. */
export function placeOf({mca}: IntelReading, imc: number, channel?: number): DramLocation {
  const found = channel ?? mca.channel
  return found === undefined ? {imc} : {imc, channel: found}
}
