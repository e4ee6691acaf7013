import intelSkxImc from '../banks/intel-skx-imc.js'
import intelSkxM2m from '../banks/intel-skx-m2m.js'
import {defineCpu} from '../define-cpu.js'

/** Intel Xeon Scalable, 2nd generation (Cascade Lake-SP). */
export default defineCpu({
  id: 'intel-cascadelake-sp',
  title: 'Intel Xeon Scalable, 2nd generation (Cascade Lake-SP)',
  source: 'Intel SDM vol. 3B, chapter 17, and vol. 4, table 2-1 (signatures); 325384-080',
  signatures: [{vendor: 'intel', family: 6, model: 0x55, steppings: [5, 9]}],
  banks: [
    {numbers: [7, 8], kind: intelSkxM2m},
    {numbers: [13, 14, 15, 16, 17, 18], kind: intelSkxImc},
  ],
  otherBanks: 'not-reported',
})
