import {type BankRegisters, defineBank} from '../define-cpu.js'
import {modelCode, readIntel, unitOf} from './_intel-memory.js'
import {SPR_M2M_CODES} from './_spr-m2m-codes.js'

/** Mesh to memory of Sapphire and Emerald Rapids. Where its MISC shows mirroring is not public. */
export default defineBank({
  id: 'intel-spr-m2m',
  title: 'Sapphire and Emerald Rapids, mesh to memory (M2M)',
  source: 'Intel SDM vol. 3B, chapter 17, M2M errors of the 4th generation Xeon; 325384-080; mcelog v208 sapphire.c',
  mirror: 'undecoded',
  read: (registers: BankRegisters) => {
    const reading = readIntel(registers)
    const code = SPR_M2M_CODES[reading.mscod & 0xff]
    const channel = reading.mca.channel
    return {
      unit: unitOf(reading.mca, code?.where === 'dram', code?.where === 'memory-controller'),
      modelSpecific: modelCode(reading.mscod, code === undefined ? [] : [code.says]),
      ...(reading.memory && channel !== undefined ? {dram: {channel}} : {}),
      mirrorEvidence: reading.memory ? 'undecoded' : 'not-reported',
    }
  },
})
