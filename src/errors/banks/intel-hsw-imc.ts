import {type BankRegisters, defineBank} from '../define-cpu.js'
import hswImcMscod from '../registers/hsw-imc-mscod.js'
import {readHswImc} from './_hsw-imc.js'

const FIRST_BANK = 9

/** Memory controller channels of Haswell and Broadwell servers: banks 9–12 of controller 0, 13–16 of controller 1. */
export default defineBank({
  id: 'intel-hsw-imc',
  title: 'Haswell-EP to Broadwell-EX, memory controller channel',
  source: hswImcMscod.source,
  mirror: 'not-reported',
  read: (registers: BankRegisters) => readHswImc(registers, FIRST_BANK),
})
