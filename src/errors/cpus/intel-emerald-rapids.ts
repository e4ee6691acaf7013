import intelDcu from '../banks/intel-dcu.js'
import intelDtlb from '../banks/intel-dtlb.js'
import intelIcxPcu from '../banks/intel-icx-pcu.js'
import intelIcxUpi from '../banks/intel-icx-upi.js'
import intelIfu from '../banks/intel-ifu.js'
import intelIio from '../banks/intel-iio.js'
import intelLlc from '../banks/intel-llc.js'
import intelMlc from '../banks/intel-mlc.js'
import intelSprImc from '../banks/intel-spr-imc.js'
import intelSprM2m from '../banks/intel-spr-m2m.js'
import {defineCpu} from '../define-cpu.js'

/** Intel Xeon Scalable, 5th generation (Emerald Rapids). */
export default defineCpu({
  id: 'intel-emerald-rapids',
  title: 'Intel Xeon Scalable, 5th generation (Emerald Rapids)',
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), and vol. 4, chapter 2 (signatures, banks); 325384-080, 335592-080; mcelog v208 sapphire.c',
  signatures: [{vendor: 'intel', family: 6, model: 0xcf}],
  banks: [
    {numbers: [0], kind: intelIfu},
    {numbers: [1], kind: intelDcu},
    {numbers: [2], kind: intelDtlb},
    {numbers: [3], kind: intelMlc},
    {numbers: [4], kind: intelIcxPcu},
    {numbers: [5], kind: intelIcxUpi},
    {numbers: [6], kind: intelIio},
    {numbers: [9, 10, 11], kind: intelLlc},
    {numbers: [12], kind: intelSprM2m},
    {numbers: [13, 14, 15, 16, 17, 18, 19, 20], kind: intelSprImc},
  ],
  otherBanks: 'undecoded',
})
