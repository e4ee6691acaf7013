import {codedBank} from './_coded-bank.js'
import {snbPcu} from './_pcu-codes.js'

/** Power control unit of Sandy and Ivy Bridge-EP, bank 4. */
export default codedBank({
  id: 'intel-snb-pcu',
  title: 'Sandy and Ivy Bridge-EP, power control unit',
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), 06_2DH and 06_3EH, internal machine check errors; 325384-080',
  unit: 'core',
  says: snbPcu,
})
