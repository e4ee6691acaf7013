import intelDcu from '../banks/intel-dcu.js'
import intelDtlb from '../banks/intel-dtlb.js'
import intelHswHa from '../banks/intel-hsw-ha.js'
import intelIfu from '../banks/intel-ifu.js'
import intelIio from '../banks/intel-iio.js'
import intelIvbImc from '../banks/intel-ivb-imc.js'
import intelLlc from '../banks/intel-llc.js'
import intelMlc from '../banks/intel-mlc.js'
import intelSnbPcu from '../banks/intel-snb-pcu.js'
import intelSnbQpi from '../banks/intel-snb-qpi.js'
import {defineCpu} from '../define-cpu.js'

/** Intel Xeon E5 v2 and E7 v2 (Ivy Bridge-EP/EX). */
export default defineCpu({
  id: 'intel-ivybridge-ep',
  title: 'Intel Xeon E5 v2 and E7 v2 (Ivy Bridge-EP/EX)',
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), and vol. 4, chapter 2 (signatures, banks); 325384-080, 335592-080',
  signatures: [{vendor: 'intel', family: 6, model: 0x3e}],
  banks: [
    {numbers: [0], kind: intelIfu},
    {numbers: [1], kind: intelDcu},
    {numbers: [2], kind: intelDtlb},
    {numbers: [3], kind: intelMlc},
    {numbers: [4], kind: intelSnbPcu},
    {numbers: [5], kind: intelSnbQpi},
    {numbers: [6], kind: intelIio},
    {numbers: [7, 8], kind: intelHswHa},
    {numbers: [9, 10, 11, 12, 13, 14, 15, 16], kind: intelIvbImc},
    {numbers: [17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31], kind: intelLlc},
  ],
  otherBanks: 'not-reported',
})
