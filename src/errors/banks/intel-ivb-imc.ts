import {defineBank} from '../define-cpu.js'
import hswImcMscod from '../registers/hsw-imc-mscod.js'
import snbImcMisc from '../registers/snb-imc-mci-misc.js'
import {readSnbImc} from './_snb-imc.js'

const FIRST_BANK = 9

/** Memory controller channels of Ivy Bridge-EP/EX: banks 9–12 of controller 0, 13–16 of controller 1. */
export default defineBank({
  id: 'intel-ivb-imc',
  title: 'Ivy Bridge-EP/EX, memory controller channel',
  source: `${hswImcMscod.source}; ${snbImcMisc.source}`,
  mirror: 'not-reported',
  read: registers => readSnbImc(registers, FIRST_BANK),
})
