import type {DramLocation} from '../../records/hardware-error-record.js'
import {type BankRegisters, defineBank} from '../define-cpu.js'
import type {MirrorEvidence} from '../memory-error.js'
import nhmMisc from '../registers/nhm-imc-mc8-misc.js'
import nhmMscod from '../registers/nhm-imc-mscod.js'
import {causesIn, type IntelReading, modelCode, readIntel, unitOf} from './_intel-memory.js'

const DRAM_CAUSES = ['READ_ECC', 'SCRUB_ECC', 'REDUNDANCY_LOSS'] as const

/** MISC names channel and DIMM; MCACOD only the channel. */
function place({mca, misc}: IntelReading): DramLocation {
  if (misc !== undefined) return {channel: nhmMisc.number(misc, 'CHANNEL'), slot: nhmMisc.number(misc, 'DIMM')}
  return mca.channel === undefined ? {} : {channel: mca.channel}
}

function mirror(reading: IntelReading): MirrorEvidence {
  if (!reading.memory) return 'not-reported'
  return nhmMscod.has(BigInt(reading.mscod), 'REDUNDANCY_LOSS') ? 'broken' : 'none'
}

/** The memory controller of Nehalem-EP and Westmere-EP. Its MISC has no address mode: ADDR is a physical address. */
export default defineBank({
  id: 'intel-nhm-imc',
  title: 'Nehalem-EP and Westmere-EP, memory controller',
  source: `${nhmMscod.source}; ${nhmMisc.source}`,
  mirror: 'shown',
  read: (registers: BankRegisters) => {
    const reading = readIntel(registers)
    const messages = causesIn(nhmMscod, reading.mscod)
    const isDram = DRAM_CAUSES.some(name => nhmMscod.has(BigInt(reading.mscod), name))
    return {
      unit: unitOf(reading.mca, isDram, messages.length > 0),
      modelSpecific: modelCode(reading.mscod, messages),
      ...(reading.memory ? {dram: place(reading)} : {}),
      mirrorEvidence: mirror(reading),
      addressKind: 'system',
    }
  },
})
