import intelSprHbm from '../banks/intel-spr-hbm.js'
import intelSprImc from '../banks/intel-spr-imc.js'
import intelSprM2m from '../banks/intel-spr-m2m.js'
import {defineCpu} from '../define-cpu.js'

/** Intel Xeon Scalable, 4th generation, and Xeon Max (Sapphire Rapids). */
export default defineCpu({
  id: 'intel-sapphire-rapids',
  title: 'Intel Xeon Scalable, 4th generation, and Xeon Max (Sapphire Rapids)',
  source: 'Intel SDM vol. 3B, chapter 17, and vol. 4, table 2-1 (signatures); 325384-080; mcelog v208 sapphire.c',
  signatures: [{vendor: 'intel', family: 6, model: 0x8f}],
  banks: [
    {numbers: [12], kind: intelSprM2m},
    {numbers: [13, 14, 15, 16, 17, 18, 19, 20], kind: intelSprImc},
    {numbers: [29, 30, 31], kind: intelSprHbm},
  ],
  otherBanks: 'undecoded',
})
