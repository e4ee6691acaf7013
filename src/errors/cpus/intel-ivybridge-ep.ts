import intelIvbImc from '../banks/intel-ivb-imc.js'
import {defineCpu} from '../define-cpu.js'

/** Intel Xeon E5 v2 and E7 v2 (Ivy Bridge-EP/EX). */
export default defineCpu({
  id: 'intel-ivybridge-ep',
  title: 'Intel Xeon E5 v2 and E7 v2 (Ivy Bridge-EP/EX)',
  source: 'Intel SDM vol. 3B, chapter 17, and vol. 4, table 2-1 (signatures); 325384-080',
  signatures: [{vendor: 'intel', family: 6, model: 0x3e}],
  banks: [{numbers: [9, 10, 11, 12, 13, 14, 15, 16], kind: intelIvbImc}],
  otherBanks: 'not-reported',
})
