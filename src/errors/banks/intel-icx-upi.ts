import {codedBank} from './_coded-bank.js'
import {icxUpi} from './_link-codes.js'

/** UPI links of Ice Lake-SP, Sapphire and Emerald Rapids. */
export default codedBank({
  id: 'intel-icx-upi',
  title: 'Ice Lake-SP to Emerald Rapids, UPI link',
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), 06_6AH and 06_8FH, UPI errors; 325384-080; mcelog v208 i10nm.c, sapphire.c',
  unit: 'interconnect',
  says: icxUpi,
})
