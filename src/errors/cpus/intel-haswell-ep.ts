import intelHswHa from '../banks/intel-hsw-ha.js'
import intelHswImc from '../banks/intel-hsw-imc.js'
import {defineCpu} from '../define-cpu.js'

/** Intel Xeon E5 v3 and E7 v3 (Haswell-EP/EX). */
export default defineCpu({
  id: 'intel-haswell-ep',
  title: 'Intel Xeon E5 v3 and E7 v3 (Haswell-EP/EX)',
  source: 'Intel SDM vol. 3B, chapter 17, and vol. 4, table 2-1 (signatures); 325384-080',
  signatures: [{vendor: 'intel', family: 6, model: 0x3f}],
  banks: [
    {numbers: [7, 8], kind: intelHswHa},
    {numbers: [9, 10, 11, 12, 13, 14, 15, 16], kind: intelHswImc},
  ],
  otherBanks: 'not-reported',
})
