import intelSnbImc from '../banks/intel-snb-imc.js'
import {defineCpu} from '../define-cpu.js'

/** Intel Xeon E5 (Sandy Bridge-EP). */
export default defineCpu({
  id: 'intel-sandybridge-ep',
  title: 'Intel Xeon E5 (Sandy Bridge-EP)',
  source: 'Intel SDM vol. 3B, chapter 17, and vol. 4, table 2-1 (signatures); 325384-080',
  signatures: [{vendor: 'intel', family: 6, model: 0x2d}],
  banks: [{numbers: [8, 9, 10, 11], kind: intelSnbImc}],
  otherBanks: 'not-reported',
})
