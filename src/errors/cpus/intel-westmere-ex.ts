import {defineCpu} from '../define-cpu.js'

/** Intel Xeon E7 (Westmere-EX). */
export default defineCpu({
  id: 'intel-westmere-ex',
  title: 'Intel Xeon E7 (Westmere-EX)',
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), and vol. 4, chapter 2 (signatures, banks); 325384-080, 335592-080; memory errors are decoded by no public decoder',
  signatures: [{vendor: 'intel', family: 6, model: 0x2f}],
  banks: [],
  otherBanks: 'undecoded',
})
