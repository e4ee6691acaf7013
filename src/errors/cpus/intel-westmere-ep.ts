import intelNhmImc from '../banks/intel-nhm-imc.js'
import {defineCpu} from '../define-cpu.js'

/** Intel Xeon 5600 (Westmere-EP). */
export default defineCpu({
  id: 'intel-westmere-ep',
  title: 'Intel Xeon 5600 (Westmere-EP)',
  source: 'Intel SDM vol. 3B, chapter 17, and vol. 4, table 2-1 (signatures); 325384-080',
  signatures: [{vendor: 'intel', family: 6, model: 0x2c}],
  banks: [{numbers: [8], kind: intelNhmImc}],
  otherBanks: 'not-reported',
})
