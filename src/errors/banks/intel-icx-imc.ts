import type {DramLocation} from '../../records/hardware-error-record.js'
import {type BankRegisters, defineBank} from '../define-cpu.js'
import icxImcMisc from '../registers/icx-imc-mci-misc.js'
import {readCode} from './_enumerated.js'
import {IMC_CODES, mirrorFromCode} from './_imc-codes.js'
import {type IntelReading, placeOf, readIntel} from './_intel-memory.js'

/** Banks 13–15, 17–19, 21–23, 25–27: three channels behind each M2M bank. */
const imcOf = (bank: number): number => Math.floor((bank - 12) / 4)
const channelOf = (bank: number): number => ((bank - 12) % 4) - 1

/** DRAM coordinates of MISC; the failing device only for corrected errors that came back on a second read. */
function coordinates({misc, uncorrected}: IntelReading): DramLocation {
  if (misc === undefined) return {}
  const of = (name: Parameters<typeof icxImcMisc.number>[1]) => icxImcMisc.number(misc, name)
  const names = !uncorrected && !icxImcMisc.has(misc, 'TRANSIENT')
  return {
    slot: of('RANK') >> 2,
    rank: of('RANK'),
    subRank: of('SUB_RANK'),
    bankGroup: of('BANK_GROUP_LOW') | (of('BANK_GROUP_HIGH') << 2),
    bank: of('BANK'),
    row: of('ROW'),
    column: of('COLUMN') << 2,
    ...(names ? {device: of('DEVICE')} : {}),
  }
}

/** ECC mode 8: the read was answered by a DDR-T module. */
const DDR_T = 8
const NOT_DRAM = 'a DDR-T module answered: Linux i10nm_edac does not trust the DRAM coordinates of such records'

const onModule = ({misc}: IntelReading): boolean => misc !== undefined && icxImcMisc.number(misc, 'ECC_MODE') === DDR_T

/** Memory controller channels of Ice Lake-SP. MISC bits 63 and 62 are not mirror bits here. */
export default defineBank({
  id: 'intel-icx-imc',
  title: 'Ice Lake-SP, memory controller channel',
  source: icxImcMisc.source,
  mirror: 'shown',
  read: (registers: BankRegisters) => {
    const reading = readIntel(registers)
    const place = placeOf(reading, imcOf(registers.bank), channelOf(registers.bank))
    return {
      ...readCode(reading, IMC_CODES[reading.mscod]),
      ...(reading.memory ? {dram: {...place, ...coordinates(reading)}} : {}),
      mirrorEvidence: reading.memory ? mirrorFromCode(reading.mscod, 'none') : 'not-reported',
      remarks: reading.memory && onModule(reading) ? [NOT_DRAM] : [],
    }
  },
})
