import type {DramLocation} from '../../records/hardware-error-record.js'
import {type BankRegisters, defineBank} from '../define-cpu.js'
import sprImcMisc from '../registers/spr-imc-mci-misc.js'
import {contestedDram} from './_contested.js'
import {readCode} from './_enumerated.js'
import {IMC_CODES, mirrorFromCode} from './_imc-codes.js'
import {type IntelReading, placeOf, readIntel} from './_intel-memory.js'

const FIRST_BANK = 13
const CHANNELS_PER_CONTROLLER = 2

/** The coordinates that public decoders read alike; bit 58 is the slot for all of them, whoever counts ranks across it. */
function coordinates({misc}: IntelReading): DramLocation {
  if (misc === undefined) return {}
  const rank = sprImcMisc.number(misc, 'RANK')
  return {
    slot: rank >> 2,
    rank,
    subRank: sprImcMisc.number(misc, 'SUB_RANK'),
    column: sprImcMisc.number(misc, 'COLUMN') << 2,
  }
}

/** Memory controller channels of Sapphire and Emerald Rapids: two for each of four controllers. */
export default defineBank({
  id: 'intel-spr-imc',
  title: 'Sapphire and Emerald Rapids, memory controller channel',
  source: sprImcMisc.source,
  mirror: 'shown',
  read: (registers: BankRegisters) => {
    const reading = readIntel(registers)
    const index = registers.bank - FIRST_BANK
    const place = placeOf(reading, Math.floor(index / CHANNELS_PER_CONTROLLER), index % CHANNELS_PER_CONTROLLER)
    return {
      ...readCode(reading, IMC_CODES[reading.mscod]),
      ...(reading.memory ? {dram: {...place, ...coordinates(reading)}, remarks: contestedDram(reading.misc)} : {}),
      mirrorEvidence: reading.memory ? mirrorFromCode(reading.mscod, 'undecoded') : 'not-reported',
    }
  },
})
