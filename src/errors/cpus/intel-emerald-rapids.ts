import intelSprImc from '../banks/intel-spr-imc.js'
import intelSprM2m from '../banks/intel-spr-m2m.js'
import {defineCpu} from '../define-cpu.js'

/** Intel Xeon Scalable, 5th generation (Emerald Rapids). */
export default defineCpu({
  id: 'intel-emerald-rapids',
  title: 'Intel Xeon Scalable, 5th generation (Emerald Rapids)',
  source: 'Intel SDM vol. 3B, chapter 17, and vol. 4, table 2-1 (signatures); 325384-080; mcelog v208 sapphire.c',
  signatures: [{vendor: 'intel', family: 6, model: 0xcf}],
  banks: [
    {numbers: [12], kind: intelSprM2m},
    {numbers: [13, 14, 15, 16, 17, 18, 19, 20], kind: intelSprImc},
  ],
  otherBanks: 'undecoded',
})
