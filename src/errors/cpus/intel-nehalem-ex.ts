import {defineCpu} from '../define-cpu.js'

/** Intel Xeon 7500 (Nehalem-EX). */
export default defineCpu({
  id: 'intel-nehalem-ex',
  title: 'Intel Xeon 7500 (Nehalem-EX)',
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), and vol. 4, chapter 2 (signatures, banks); 325384-080, 335592-080; memory errors are decoded by no public decoder',
  signatures: [{vendor: 'intel', family: 6, model: 0x2e}],
  banks: [],
  otherBanks: 'undecoded',
})
