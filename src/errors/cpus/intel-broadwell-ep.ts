import intelBdxHa from '../banks/intel-bdx-ha.js'
import intelHswImc from '../banks/intel-hsw-imc.js'
import {defineCpu} from '../define-cpu.js'

/** Intel Xeon E5 v4 and E7 v4 (Broadwell-EP/EX). */
export default defineCpu({
  id: 'intel-broadwell-ep',
  title: 'Intel Xeon E5 v4 and E7 v4 (Broadwell-EP/EX)',
  source: 'Intel SDM vol. 3B, chapter 17, and vol. 4, table 2-1 (signatures); 325384-080',
  signatures: [{vendor: 'intel', family: 6, model: 0x4f}],
  banks: [
    {numbers: [7, 8], kind: intelBdxHa},
    {numbers: [9, 10, 11, 12, 13, 14, 15, 16], kind: intelHswImc},
  ],
  otherBanks: 'not-reported',
})
