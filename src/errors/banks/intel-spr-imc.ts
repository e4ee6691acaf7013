import type {DramLocation} from '../../records/hardware-error-record.js'
import {type BankRegisters, defineBank} from '../define-cpu.js'
import sprImcMisc from '../registers/spr-imc-mci-misc.js'
import {IMC_CODES, mirrorFromCode} from './_imc-codes.js'
import {type IntelReading, modelCode, placeOf, readIntel, unitOf} from './_intel-memory.js'

const FIRST_BANK = 13
const CHANNELS_PER_CONTROLLER = 2

/** The coordinates that public decoders read alike. */
function coordinates({misc}: IntelReading): DramLocation {
  if (misc === undefined) return {}
  return {
    rank: sprImcMisc.number(misc, 'RANK'),
    subRank: sprImcMisc.number(misc, 'SUB_RANK'),
    column: sprImcMisc.number(misc, 'COLUMN') << 2,
  }
}

const field = (misc: bigint, high: number, low: number): number =>
  Number((misc >> BigInt(low)) & ((1n << BigInt(high - low + 1)) - 1n))

/** Both readings of the contested fields, so that nobody takes one for granted. */
function contested({misc}: IntelReading): readonly string[] {
  if (misc === undefined) return []
  const row = field(misc, 39, 19)
  const first = `bank ${field(misc, 40, 39)}, group ${field(misc, 38, 37) | (field(misc, 41, 41) << 2)}, device ${field(misc, 48, 43)}`
  const second = `bank ${field(misc, 43, 42)}, group ${field(misc, 41, 40) | (field(misc, 44, 44) << 2)}, device ${field(misc, 51, 46)}`
  return [`row and bank are contested: row 0x${row.toString(16)} with ${first} (mcelog) or ${second} (rasdaemon)`]
}

/** Memory controller channels of Sapphire and Emerald Rapids: two for each of four controllers. */
export default defineBank({
  id: 'intel-spr-imc',
  title: 'Sapphire and Emerald Rapids, memory controller channel',
  source: sprImcMisc.source,
  mirror: 'shown',
  read: (registers: BankRegisters) => {
    const reading = readIntel(registers)
    const code = IMC_CODES[reading.mscod]
    const index = registers.bank - FIRST_BANK
    const place = placeOf(reading, Math.floor(index / CHANNELS_PER_CONTROLLER), index % CHANNELS_PER_CONTROLLER)
    return {
      unit: unitOf(reading.mca, code?.where === 'dram', code?.where === 'memory-controller'),
      modelSpecific: modelCode(reading.mscod, code === undefined ? [] : [code.says]),
      ...(reading.memory ? {dram: {...place, ...coordinates(reading)}, remarks: contested(reading)} : {}),
      mirrorEvidence: reading.memory ? mirrorFromCode(reading.mscod, 'undecoded') : 'not-reported',
    }
  },
})
