import {type BankRegisters, defineBank} from '../define-cpu.js'
import bdxHaMisc from '../registers/bdx-ha-mci-misc.js'
import {unitOfCode} from '../unit-of-code.js'
import {mirrorFromMisc, mirrorRemarks, modelCode, placeOf, readIntel} from './_intel-memory.js'

const FIRST_BANK = 7

/** Home agents of Broadwell-EP/EX: bank 7 serves controller 0, bank 8 controller 1. */
export default defineBank({
  id: 'intel-bdx-ha',
  title: 'Broadwell-EP/EX, home agent',
  source: bdxHaMisc.source,
  mirror: 'shown',
  read: (registers: BankRegisters) => {
    const reading = readIntel(registers)
    const mirrorEvidence = mirrorFromMisc(reading, bdxHaMisc, 'MIRROR_FAILOVER', 'MIRROR_CORRECTED')
    return {
      unit: unitOfCode(reading.mca),
      modelSpecific: modelCode(reading.mscod, []),
      ...(reading.memory ? {dram: placeOf(reading, registers.bank - FIRST_BANK)} : {}),
      mirrorEvidence,
      remarks: mirrorRemarks(reading, mirrorEvidence),
    }
  },
})
