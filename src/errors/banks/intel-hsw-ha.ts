import {type BankRegisters, defineBank} from '../define-cpu.js'
import {unitOfCode} from '../unit-of-code.js'
import {modelCode, placeOf, readIntel} from './_intel-memory.js'

const FIRST_BANK = 7

/** Home agents of Ivy Bridge, Haswell and Broadwell-DE servers: bank 7 serves controller 0, bank 8 controller 1. No public decoder shows a mirror bit. */
export default defineBank({
  id: 'intel-hsw-ha',
  title: 'Ivy Bridge and Haswell servers, home agent',
  source: 'Intel SDM vol. 4, chapter 2 (335592-080), bank assignment; channels as in mcelog v208 haswell.c',
  mirror: 'undecoded',
  read: (registers: BankRegisters) => {
    const reading = readIntel(registers)
    return {
      unit: unitOfCode(reading.mca),
      modelSpecific: modelCode(reading.mscod, []),
      ...(reading.memory ? {dram: placeOf(reading, registers.bank - FIRST_BANK)} : {}),
      mirrorEvidence: reading.memory ? 'undecoded' : 'not-reported',
    }
  },
})
