import {type BankRegisters, defineBank} from '../define-cpu.js'
import skxM2mMscod from '../registers/skx-m2m-mscod.js'
import {readCode} from './_enumerated.js'
import {causesIn, readIntel} from './_intel-memory.js'
import {SPR_M2M_CODES} from './_spr-m2m-codes.js'

/** Bits 25:24 of STATUS: 1 when the error is on the memory in the package. */
const HBM = 1

/** Where rasdaemon still reads the bits of Ice Lake instead of a number, and finds something else. */
function contested(mscod: number, says: string | undefined): readonly string[] {
  const bits = causesIn(skxM2mMscod, mscod)
  if (bits.length === 0 || (mscod & 0xff) === 1) return []
  return [`contested: the model-specific code is "${says ?? 'unknown'}" (mcelog) or "${bits.join(', ')}" (rasdaemon)`]
}

/** Mesh to memory of Sapphire and Emerald Rapids. Where its MISC shows mirroring is not public. */
export default defineBank({
  id: 'intel-spr-m2m',
  title: 'Sapphire and Emerald Rapids, mesh to memory (M2M)',
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), 06_8FH, M2M errors; 325384-080; mcelog v208 sapphire.c',
  mirror: 'undecoded',
  read: (registers: BankRegisters) => {
    const reading = readIntel(registers)
    const {mca, mscod, memory} = reading
    const code = SPR_M2M_CODES[mscod & 0xff]
    const onHbm = ((mscod >> 8) & 3) === HBM
    return {
      ...readCode(reading, code),
      ...(memory && mca.channel !== undefined ? {dram: {channel: mca.channel}} : {}),
      mirrorEvidence: memory ? 'undecoded' : 'not-reported',
      remarks: [
        ...(onHbm ? ['the error is on the high-bandwidth memory in the package'] : []),
        ...contested(mscod, code?.says),
      ],
    }
  },
})
