import {codedBank} from './_coded-bank.js'
import {skxUpi} from './_link-codes.js'

/** UPI links of the Skylake-SP family. */
export default codedBank({
  id: 'intel-skx-upi',
  title: 'Skylake-SP family, UPI link',
  source: 'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), 06_55H, UPI errors; 325384-080',
  unit: 'interconnect',
  says: skxUpi,
})
