import {type BankRegisters, defineBank} from '../define-cpu.js'
import {readCode} from './_enumerated.js'
import {readIntel} from './_intel-memory.js'
import {GNR_B2CMI_CODES} from './_mcchan-codes.js'

/** Mesh side of the memory channels of Granite Rapids and its relatives. Where its MISC shows mirroring is not public. */
export default defineBank({
  id: 'intel-gnr-b2cmi',
  title: 'Granite Rapids and its relatives, mesh to memory (B2CMI)',
  source: 'Intel: codes as in mcelog v208 granite.c',
  mirror: 'undecoded',
  read: (registers: BankRegisters) => {
    const reading = readIntel(registers)
    const {mca, mscod, memory} = reading
    return {
      ...readCode(reading, GNR_B2CMI_CODES[mscod & 0xff]),
      ...(memory && mca.channel !== undefined ? {dram: {channel: mca.channel}} : {}),
      mirrorEvidence: memory ? 'undecoded' : 'not-reported',
    }
  },
})
