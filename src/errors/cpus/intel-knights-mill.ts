import intelKnlImc from '../banks/intel-knl-imc.js'
import intelKnlPcu from '../banks/intel-knl-pcu.js'
import {defineCpu} from '../define-cpu.js'

/** Intel Xeon Phi x205 (Knights Mill). */
export default defineCpu({
  id: 'intel-knights-mill',
  title: 'Intel Xeon Phi x205 (Knights Mill)',
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), and vol. 4, chapter 2 (signatures, banks); 325384-080, 335592-080; rasdaemon v0.8.5 mce-intel-knl.c',
  signatures: [{vendor: 'intel', family: 6, model: 0x85}],
  banks: [
    {numbers: [5], kind: intelKnlPcu},
    {numbers: [7, 8, 9, 10, 11, 12, 13, 14, 15, 16], kind: intelKnlImc},
  ],
  otherBanks: 'not-reported',
})
