import intelDcu from '../banks/intel-dcu.js'
import intelDtlb from '../banks/intel-dtlb.js'
import intelIcxImc from '../banks/intel-icx-imc.js'
import intelIcxM2m from '../banks/intel-icx-m2m.js'
import intelIcxPcu from '../banks/intel-icx-pcu.js'
import intelIcxUpi from '../banks/intel-icx-upi.js'
import intelIfu from '../banks/intel-ifu.js'
import intelIio from '../banks/intel-iio.js'
import intelLlc from '../banks/intel-llc.js'
import intelMlc from '../banks/intel-mlc.js'
import {defineCpu} from '../define-cpu.js'

/** Intel Xeon Scalable, 3rd generation (Ice Lake-SP). */
export default defineCpu({
  id: 'intel-icelake-sp',
  title: 'Intel Xeon Scalable, 3rd generation (Ice Lake-SP)',
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), and vol. 4, chapter 2 (signatures, banks); 325384-080, 335592-080; mcelog v208 i10nm.c',
  signatures: [{vendor: 'intel', family: 6, model: 0x6a}],
  banks: [
    {numbers: [0], kind: intelIfu},
    {numbers: [1], kind: intelDcu},
    {numbers: [2], kind: intelDtlb},
    {numbers: [3], kind: intelMlc},
    {numbers: [4], kind: intelIcxPcu},
    {numbers: [5, 7, 8], kind: intelIcxUpi},
    {numbers: [6], kind: intelIio},
    {numbers: [9, 10, 11], kind: intelLlc},
    {numbers: [12, 16, 20, 24], kind: intelIcxM2m},
    {numbers: [13, 14, 15, 17, 18, 19, 21, 22, 23, 25, 26, 27], kind: intelIcxImc},
  ],
  otherBanks: 'not-reported',
})
