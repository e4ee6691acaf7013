import intelIcxDM2m from '../banks/intel-icx-d-m2m.js'
import intelIcxImc from '../banks/intel-icx-imc.js'
import intelIcxPcu from '../banks/intel-icx-pcu.js'
import {defineCpu} from '../define-cpu.js'

/** Intel Atom P5900 (Snow Ridge). */
export default defineCpu({
  id: 'intel-snow-ridge',
  title: 'Intel Atom P5900 (Snow Ridge)',
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), and vol. 4, chapter 2 (signatures, banks); 325384-080, 335592-080; mcelog v208 i10nm.c',
  signatures: [{vendor: 'intel', family: 6, model: 0x86}],
  banks: [
    {numbers: [4], kind: intelIcxPcu},
    {numbers: [12], kind: intelIcxDM2m},
    {numbers: [13, 14, 15], kind: intelIcxImc},
  ],
  otherBanks: 'undecoded',
})
