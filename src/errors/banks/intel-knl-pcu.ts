import {codedBank} from './_coded-bank.js'
import {knlPcu} from './_pcu-codes.js'

/** Power control unit of Knights Landing and Mill, bank 5. */
export default codedBank({
  id: 'intel-knl-pcu',
  title: 'Knights Landing and Mill, power control unit',
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), 06_57H; 325384-080; rasdaemon v0.8.5 mce-intel-knl.c',
  unit: 'core',
  says: knlPcu,
})
