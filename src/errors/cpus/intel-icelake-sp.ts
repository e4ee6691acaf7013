import intelIcxImc from '../banks/intel-icx-imc.js'
import intelIcxM2m from '../banks/intel-icx-m2m.js'
import {defineCpu} from '../define-cpu.js'

/** Intel Xeon Scalable, 3rd generation (Ice Lake-SP). */
export default defineCpu({
  id: 'intel-icelake-sp',
  title: 'Intel Xeon Scalable, 3rd generation (Ice Lake-SP)',
  source: 'Intel SDM vol. 3B, chapter 17, and vol. 4, table 2-1 (signatures); 325384-080',
  signatures: [{vendor: 'intel', family: 6, model: 0x6a}],
  banks: [
    {numbers: [12, 16, 20, 24], kind: intelIcxM2m},
    {numbers: [13, 14, 15, 17, 18, 19, 21, 22, 23, 25, 26, 27], kind: intelIcxImc},
  ],
  otherBanks: 'not-reported',
})
