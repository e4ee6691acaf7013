import {codedBank} from './_coded-bank.js'
import {hswQpi} from './_link-codes.js'

/** QPI links of Haswell and Broadwell servers. */
export default codedBank({
  id: 'intel-hsw-qpi',
  title: 'Haswell and Broadwell servers, QPI link',
  source: 'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), 06_3FH, QPI errors; 325384-080',
  unit: 'interconnect',
  says: hswQpi,
})
