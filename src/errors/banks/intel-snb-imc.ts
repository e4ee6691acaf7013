import {type BankRegisters, defineBank} from '../define-cpu.js'
import hswImcMscod from '../registers/hsw-imc-mscod.js'
import snbImcMisc from '../registers/snb-imc-mci-misc.js'
import {failingRank} from './_failing-rank.js'
import {readHswImc} from './_hsw-imc.js'
import {readIntel} from './_intel-memory.js'

const FIRST_BANK = 8

/** Memory controller channels of Sandy Bridge-EP: banks 8–11 of the only controller. */
export default defineBank({
  id: 'intel-snb-imc',
  title: 'Sandy Bridge-EP, memory controller channel',
  source: `${hswImcMscod.source}; ${snbImcMisc.source}`,
  mirror: 'not-reported',
  read: (registers: BankRegisters) => {
    const reading = readHswImc(registers, FIRST_BANK)
    return reading.dram === undefined
      ? reading
      : {...reading, dram: {...reading.dram, ...failingRank(readIntel(registers))}}
  },
})
