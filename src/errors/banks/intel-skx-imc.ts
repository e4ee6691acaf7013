import {type BankRegisters, defineBank} from '../define-cpu.js'
import skxImcMscod from '../registers/skx-imc-mscod.js'
import {causesIn, modelCode, placeOf, readIntel, unitOf} from './_intel-memory.js'
import {SKX_CHANNELS, SKX_INTERNAL_CODES} from './_skx-channels.js'

/** Causes that lie in the DRAM's contents; all others lie in the controller or on its wires. */
const DRAM_CAUSES = [
  'CORRECTED_PATROL',
  'UNCORRECTED_PATROL',
  'CORRECTED_SPARE',
  'UNCORRECTED_SPARE',
  'HA_READ',
] as const

const messagesOf = (mscod: number): readonly string[] => {
  if (!skxImcMscod.has(BigInt(mscod), 'INTERNAL')) return causesIn(skxImcMscod, mscod)
  const said = SKX_INTERNAL_CODES[mscod & 0xff]
  return said === undefined ? [] : [said]
}

/** Memory controller channels of the Skylake-SP family; the mirror's part is told by the M2M bank, not here. */
export default defineBank({
  id: 'intel-skx-imc',
  title: 'Skylake-SP family, memory controller channel',
  source: skxImcMscod.source,
  mirror: 'not-reported',
  read: (registers: BankRegisters) => {
    const reading = readIntel(registers)
    const code = BigInt(reading.mscod)
    const internal = skxImcMscod.has(code, 'INTERNAL')
    const isDram = !internal && DRAM_CAUSES.some(name => skxImcMscod.has(code, name))
    const place = SKX_CHANNELS[registers.bank]
    return {
      unit: unitOf(reading.mca, isDram, reading.mscod !== 0),
      modelSpecific: modelCode(reading.mscod, messagesOf(reading.mscod)),
      ...(reading.memory && place !== undefined ? {dram: placeOf(reading, place.imc, place.channel)} : {}),
      mirrorEvidence: 'not-reported',
    }
  },
})
