import {codedBank} from './_coded-bank.js'
import {dmrUpi} from './_link-codes.js'

/** UPI links of Diamond Rapids. */
export default codedBank({
  id: 'intel-dmr-upi',
  title: 'Diamond Rapids, UPI link',
  source: 'Intel: codes as in mcelog v208 diamond.c',
  unit: 'interconnect',
  says: dmrUpi,
})
