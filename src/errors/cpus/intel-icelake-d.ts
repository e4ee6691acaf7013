import intelIcxImc from '../banks/intel-icx-imc.js'
import {defineCpu} from '../define-cpu.js'

/** Intel Xeon D-1700/2700 (Ice Lake-D). */
export default defineCpu({
  id: 'intel-icelake-d',
  title: 'Intel Xeon D-1700/2700 (Ice Lake-D)',
  source: 'Intel SDM vol. 3B, chapter 17, and vol. 4, table 2-1 (signatures); 325384-080; mcelog v208 i10nm.c',
  signatures: [{vendor: 'intel', family: 6, model: 0x6c}],
  banks: [{numbers: [13, 14, 15, 17, 18, 19], kind: intelIcxImc}],
  otherBanks: 'undecoded',
})
