import {codedBank} from './_coded-bank.js'
import {hswPcu} from './_pcu-codes.js'

/** Power control unit of Haswell and Broadwell servers, bank 4. */
export default codedBank({
  id: 'intel-hsw-pcu',
  title: 'Haswell and Broadwell servers, power control unit',
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), 06_3FH, 06_56H and 06_4FH, internal machine check errors; 325384-080',
  unit: 'core',
  says: hswPcu,
})
