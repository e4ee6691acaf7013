import {codedBank} from './_coded-bank.js'
import {icxPcu} from './_pcu-codes.js'

/** Power control unit of Ice Lake-SP and -D, Snow Ridge, Sapphire and Emerald Rapids, bank 4. */
export default codedBank({
  id: 'intel-icx-pcu',
  title: 'Ice Lake-SP to Emerald Rapids, power control unit',
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), 06_6AH and 06_8FH, internal machine check errors; 325384-080; mcelog v208 i10nm.c, sapphire.c',
  unit: 'core',
  says: icxPcu,
})
