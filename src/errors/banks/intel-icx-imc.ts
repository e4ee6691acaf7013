import type {DramLocation} from '../../records/hardware-error-record.js'
import {type BankRegisters, defineBank} from '../define-cpu.js'
import icxImcMisc from '../registers/icx-imc-mci-misc.js'
import {IMC_CODES, mirrorFromCode} from './_imc-codes.js'
import {type IntelReading, modelCode, placeOf, readIntel, unitOf} from './_intel-memory.js'

/** Banks 13–15, 17–19, 21–23, 25–27: three channels behind each M2M bank. */
const imcOf = (bank: number): number => Math.floor((bank - 12) / 4)
const channelOf = (bank: number): number => ((bank - 12) % 4) - 1

/** DRAM coordinates of MISC; the failing device only for corrected errors that came back on a second read. */
function coordinates({misc, uncorrected}: IntelReading): DramLocation {
  if (misc === undefined) return {}
  const of = (name: Parameters<typeof icxImcMisc.number>[1]) => icxImcMisc.number(misc, name)
  const names = !uncorrected && !icxImcMisc.has(misc, 'TRANSIENT')
  return {
    rank: of('RANK'),
    subRank: of('SUB_RANK'),
    bankGroup: of('BANK_GROUP_LOW') | (of('BANK_GROUP_HIGH') << 2),
    bank: of('BANK'),
    row: of('ROW'),
    column: of('COLUMN') << 2,
    ...(names ? {device: of('DEVICE')} : {}),
  }
}

/** Memory controller channels of Ice Lake-SP. MISC bits 63 and 62 are not mirror bits here. */
export default defineBank({
  id: 'intel-icx-imc',
  title: 'Ice Lake-SP, memory controller channel',
  source: icxImcMisc.source,
  mirror: 'shown',
  read: (registers: BankRegisters) => {
    const reading = readIntel(registers)
    const code = IMC_CODES[reading.mscod]
    const place = placeOf(reading, imcOf(registers.bank), channelOf(registers.bank))
    return {
      unit: unitOf(reading.mca, code?.where === 'dram', code?.where === 'memory-controller'),
      modelSpecific: modelCode(reading.mscod, code === undefined ? [] : [code.says]),
      ...(reading.memory ? {dram: {...place, ...coordinates(reading)}} : {}),
      mirrorEvidence: reading.memory ? mirrorFromCode(reading.mscod, 'none') : 'not-reported',
    }
  },
})
