import {type BankRegisters, defineBank} from '../define-cpu.js'
import {IMC_CODES} from './_imc-codes.js'
import {modelCode, readIntel, unitOf} from './_intel-memory.js'
import {SPR_M2M_CODES} from './_spr-m2m-codes.js'

/** Bank 29 is the mesh side of the in-package memory, 30 and 31 are its channels. */
const MESH_BANK = 29
const FIRST_CHANNEL_BANK = 30

/** High-bandwidth memory of Sapphire Rapids: it is never mirrored, so it has nothing to report. */
export default defineBank({
  id: 'intel-spr-hbm',
  title: 'Sapphire Rapids, high-bandwidth memory',
  source: 'mcelog v208 sapphire.c (HBM banks 29–31)',
  mirror: 'not-reported',
  read: (registers: BankRegisters) => {
    const reading = readIntel(registers)
    const isMesh = registers.bank === MESH_BANK
    const code = isMesh ? SPR_M2M_CODES[reading.mscod & 0xff] : IMC_CODES[reading.mscod]
    return {
      unit: unitOf(reading.mca, code?.where === 'dram', code?.where === 'memory-controller'),
      modelSpecific: modelCode(reading.mscod, code === undefined ? [] : [code.says]),
      ...(reading.memory && !isMesh ? {dram: {channel: registers.bank - FIRST_CHANNEL_BANK}} : {}),
      mirrorEvidence: 'not-reported',
      remarks: ['high-bandwidth memory in the package, not a DIMM'],
    }
  },
})
