import {codedBank} from './_coded-bank.js'
import {nhmQpi} from './_link-codes.js'

/** QPI links of Nehalem and Westmere, banks 0 and 1. */
export default codedBank({
  id: 'intel-nhm-qpi',
  title: 'Nehalem and Westmere, QPI link',
  source: 'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), 06_1AH, QPI errors; 325384-080',
  unit: 'interconnect',
  says: nhmQpi,
})
