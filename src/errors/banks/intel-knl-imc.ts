import type {DramLocation} from '../../records/hardware-error-record.js'
import {type BankRegisters, defineBank} from '../define-cpu.js'
import knlImcMscod from '../registers/knl-imc-mscod.js'
import {failingRank} from './_failing-rank.js'
import {causesIn, type IntelReading, modelCode, readIntel, unitOf} from './_intel-memory.js'

/** Bank 16 counts channels 0 – 2 of the DIMMs, bank 15 channels 3 – 5; the banks before are the memory in the package. */
const FIRST_DIMM_BANK = 15
const UPPER_CHANNELS_BANK = 15
const CHANNELS_PER_CONTROLLER = 3

const DRAM_CAUSES = [
  'CHIP_FAIL',
  'UNCORRECTED_SPARE',
  'CORRECTED_SPARE',
  'UNCORRECTED_PATROL',
  'CORRECTED_PATROL',
] as const

function place(reading: IntelReading, bank: number): DramLocation | undefined {
  const {channel} = reading.mca
  if (!reading.memory || bank < FIRST_DIMM_BANK || channel === undefined) return undefined
  return {channel: channel + (bank === UPPER_CHANNELS_BANK ? CHANNELS_PER_CONTROLLER : 0), ...failingRank(reading)}
}

/** Memory controllers of Knights Landing and Mill. These parts have no mirroring. */
export default defineBank({
  id: 'intel-knl-imc',
  title: 'Knights Landing and Mill, memory controller',
  source: `${knlImcMscod.source}; channels as in mcelog v208 nehalem.c and Linux drivers/edac/sb_edac.c`,
  mirror: 'not-reported',
  read: (registers: BankRegisters) => {
    const reading = readIntel(registers)
    const messages = causesIn(knlImcMscod, reading.mscod)
    const isDram = DRAM_CAUSES.some(name => knlImcMscod.has(BigInt(reading.mscod), name))
    const dram = place(reading, registers.bank)
    return {
      unit: unitOf(reading.mca, isDram, messages.length > 0),
      modelSpecific: modelCode(reading.mscod, messages),
      ...(dram === undefined ? {} : {dram}),
      mirrorEvidence: 'not-reported',
      ...(registers.bank < FIRST_DIMM_BANK ? {remarks: ['memory in the package, not a DIMM']} : {}),
    }
  },
})
