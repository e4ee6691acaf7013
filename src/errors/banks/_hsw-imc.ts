import type {BankReading, BankRegisters} from '../define-cpu.js'
import hswImcMscod from '../registers/hsw-imc-mscod.js'
import {causesIn, modelCode, placeOf, readIntel, unitOf} from './_intel-memory.js'

const DRAM_CAUSES = [
  'CORRECTED_PATROL',
  'UNCORRECTED_PATROL',
  'CORRECTED_SPARE',
  'UNCORRECTED_SPARE',
  'CORRECTED_READ',
] as const
const CHANNELS_PER_CONTROLLER = 4

/** A memory controller channel with bit-field causes; `firstBank` is channel 0 of controller 0. */
export function readHswImc(registers: BankRegisters, firstBank: number): BankReading {
  const reading = readIntel(registers)
  const code = BigInt(reading.mscod)
  const index = registers.bank - firstBank
  const place = placeOf(reading, Math.floor(index / CHANNELS_PER_CONTROLLER), index % CHANNELS_PER_CONTROLLER)
  const messages = causesIn(hswImcMscod, reading.mscod)
  return {
    unit: unitOf(
      reading.mca,
      DRAM_CAUSES.some(name => hswImcMscod.has(code, name)),
      messages.length > 0,
    ),
    modelSpecific: modelCode(reading.mscod, messages),
    ...(reading.memory ? {dram: place} : {}),
    mirrorEvidence: 'not-reported',
  }
}
