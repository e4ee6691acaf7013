import {defineBank} from '../define-cpu.js'
import hswImcMscod from '../registers/hsw-imc-mscod.js'
import snbImcMisc from '../registers/snb-imc-mci-misc.js'
import {readSnbImc} from './_snb-imc.js'

const FIRST_BANK = 8

/** Memory controller channels of Sandy Bridge-EP: banks 8–11 of the only controller. */
export default defineBank({
  id: 'intel-snb-imc',
  title: 'Sandy Bridge-EP, memory controller channel',
  source: `${hswImcMscod.source}; ${snbImcMisc.source}`,
  mirror: 'not-reported',
  read: registers => readSnbImc(registers, FIRST_BANK),
})
