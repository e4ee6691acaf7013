import intelDcu from '../banks/intel-dcu.js'
import intelDtlb from '../banks/intel-dtlb.js'
import intelIfu from '../banks/intel-ifu.js'
import intelMlc from '../banks/intel-mlc.js'
import intelSnbImc from '../banks/intel-snb-imc.js'
import intelSnbPcu from '../banks/intel-snb-pcu.js'
import intelSnbQpi from '../banks/intel-snb-qpi.js'
import {defineCpu} from '../define-cpu.js'

/** Intel Xeon E5 (Sandy Bridge-EP). */
export default defineCpu({
  id: 'intel-sandybridge-ep',
  title: 'Intel Xeon E5 (Sandy Bridge-EP)',
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), and vol. 4, chapter 2 (signatures, banks); 325384-080, 335592-080',
  signatures: [{vendor: 'intel', family: 6, model: 0x2d}],
  banks: [
    {numbers: [0], kind: intelIfu},
    {numbers: [1], kind: intelDcu},
    {numbers: [2], kind: intelDtlb},
    {numbers: [3], kind: intelMlc},
    {numbers: [4], kind: intelSnbPcu},
    {numbers: [6, 7], kind: intelSnbQpi},
    {numbers: [8, 9, 10, 11], kind: intelSnbImc},
  ],
  otherBanks: 'not-reported',
})
