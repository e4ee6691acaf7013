import {codedBank} from './_coded-bank.js'
import {nhmInternal} from './_pcu-codes.js'

/** Internal errors of Nehalem and Westmere, bank 7. */
export default codedBank({
  id: 'intel-nhm-internal',
  title: 'Nehalem and Westmere, internal errors',
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), 06_1AH, internal machine check errors; 325384-080',
  unit: 'core',
  says: nhmInternal,
})
