import intelDcu from '../banks/intel-dcu.js'
import intelDtlb from '../banks/intel-dtlb.js'
import intelIfu from '../banks/intel-ifu.js'
import intelIio from '../banks/intel-iio.js'
import intelLlc from '../banks/intel-llc.js'
import intelMlc from '../banks/intel-mlc.js'
import intelSkxImc from '../banks/intel-skx-imc.js'
import intelSkxM2m from '../banks/intel-skx-m2m.js'
import intelSkxPcu from '../banks/intel-skx-pcu.js'
import intelSkxUpi from '../banks/intel-skx-upi.js'
import {defineCpu} from '../define-cpu.js'

/** Intel Xeon Scalable, 3rd generation, four sockets and up (Cooper Lake). */
export default defineCpu({
  id: 'intel-cooperlake-sp',
  title: 'Intel Xeon Scalable, 3rd generation, four sockets and up (Cooper Lake)',
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), and vol. 4, chapter 2 (signatures, banks); 325384-080, 335592-080',
  signatures: [{vendor: 'intel', family: 6, model: 0x55, steppings: [10, 15]}],
  banks: [
    {numbers: [0], kind: intelIfu},
    {numbers: [1], kind: intelDcu},
    {numbers: [2], kind: intelDtlb},
    {numbers: [3], kind: intelMlc},
    {numbers: [4], kind: intelSkxPcu},
    {numbers: [5, 12, 19], kind: intelSkxUpi},
    {numbers: [6], kind: intelIio},
    {numbers: [7, 8], kind: intelSkxM2m},
    {numbers: [9, 10, 11], kind: intelLlc},
    {numbers: [13, 14, 15, 16, 17, 18], kind: intelSkxImc},
  ],
  otherBanks: 'not-reported',
})
