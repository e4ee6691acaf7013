import {codedBank} from './_coded-bank.js'
import {gnrUpi} from './_link-codes.js'

/** UPI links of Granite Rapids, Sierra Forest and Clearwater Forest. */
export default codedBank({
  id: 'intel-gnr-upi',
  title: 'Granite Rapids and its relatives, UPI link',
  source: 'Intel: codes as in mcelog v208 granite.c',
  unit: 'interconnect',
  says: gnrUpi,
})
