import intelDcu from '../banks/intel-dcu.js'
import intelDtlb from '../banks/intel-dtlb.js'
import intelIcxDM2m from '../banks/intel-icx-d-m2m.js'
import intelIcxImc from '../banks/intel-icx-imc.js'
import intelIcxPcu from '../banks/intel-icx-pcu.js'
import intelIfu from '../banks/intel-ifu.js'
import intelIio from '../banks/intel-iio.js'
import intelLlc from '../banks/intel-llc.js'
import intelMlc from '../banks/intel-mlc.js'
import {defineCpu} from '../define-cpu.js'

/** Intel Xeon D-1700/2700 (Ice Lake-D). */
export default defineCpu({
  id: 'intel-icelake-d',
  title: 'Intel Xeon D-1700/2700 (Ice Lake-D)',
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), and vol. 4, chapter 2 (signatures, banks); 325384-080, 335592-080; mcelog v208 i10nm.c',
  signatures: [{vendor: 'intel', family: 6, model: 0x6c}],
  banks: [
    {numbers: [0], kind: intelIfu},
    {numbers: [1], kind: intelDcu},
    {numbers: [2], kind: intelDtlb},
    {numbers: [3], kind: intelMlc},
    {numbers: [4], kind: intelIcxPcu},
    {numbers: [6], kind: intelIio},
    {numbers: [9, 10, 11], kind: intelLlc},
    {numbers: [12, 16], kind: intelIcxDM2m},
    {numbers: [13, 14, 15, 17, 18, 19], kind: intelIcxImc},
  ],
  otherBanks: 'undecoded',
})
