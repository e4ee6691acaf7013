import type {DramLocation} from '../../records/hardware-error-record.js'
import snbImcMisc from '../registers/snb-imc-mci-misc.js'
import type {IntelReading} from './_intel-memory.js'

/** Rank of the first failing device where extended logging of corrected errors is on; nothing otherwise. */
export function failingRank({misc, uncorrected, memory}: IntelReading): DramLocation {
  if (misc === undefined || uncorrected || !memory || !snbImcMisc.has(misc, 'FIRST_VALID')) return {}
  return {rank: snbImcMisc.number(misc, 'FIRST_RANK')}
}
