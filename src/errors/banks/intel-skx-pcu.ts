import {codedBank} from './_coded-bank.js'
import {skxPcu} from './_pcu-codes.js'

/** Power control unit of the Skylake-SP family, bank 4. */
export default codedBank({
  id: 'intel-skx-pcu',
  title: 'Skylake-SP family, power control unit',
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), 06_55H, internal machine check errors; 325384-080',
  unit: 'core',
  says: skxPcu,
})
