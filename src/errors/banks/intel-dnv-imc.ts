import {type BankRegisters, defineBank} from '../define-cpu.js'
import dnvImcMscod from '../registers/dnv-imc-mscod.js'
import {causesIn, modelCode, readIntel, unitOf} from './_intel-memory.js'

const DRAM_CAUSES = ['CORRECTED', 'UNCORRECTED_PATROL', 'UNCORRECTED_READ'] as const

/** Memory controllers of Denverton. These parts have no mirroring. */
export default defineBank({
  id: 'intel-dnv-imc',
  title: 'Denverton, memory controller',
  source: dnvImcMscod.source,
  mirror: 'not-reported',
  read: (registers: BankRegisters) => {
    const reading = readIntel(registers)
    const {mca, mscod, memory} = reading
    const messages = causesIn(dnvImcMscod, mscod)
    const isDram = DRAM_CAUSES.some(name => dnvImcMscod.has(BigInt(mscod), name))
    return {
      unit: unitOf(mca, isDram, messages.length > 0),
      modelSpecific: modelCode(mscod, messages),
      ...(memory && mca.channel !== undefined ? {dram: {channel: mca.channel}} : {}),
      mirrorEvidence: 'not-reported',
    }
  },
})
