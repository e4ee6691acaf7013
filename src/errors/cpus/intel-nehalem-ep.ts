import intelNhmImc from '../banks/intel-nhm-imc.js'
import intelNhmInternal from '../banks/intel-nhm-internal.js'
import intelNhmQpi from '../banks/intel-nhm-qpi.js'
import {defineCpu} from '../define-cpu.js'

/** Intel Xeon 5500 (Nehalem-EP). */
export default defineCpu({
  id: 'intel-nehalem-ep',
  title: 'Intel Xeon 5500 (Nehalem-EP)',
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), and vol. 4, chapter 2 (signatures, banks); 325384-080, 335592-080',
  signatures: [{vendor: 'intel', family: 6, model: 0x1a}],
  banks: [
    {numbers: [0, 1], kind: intelNhmQpi},
    {numbers: [7], kind: intelNhmInternal},
    {numbers: [8], kind: intelNhmImc},
  ],
  otherBanks: 'not-reported',
})
