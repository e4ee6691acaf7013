import intelBdxHa from '../banks/intel-bdx-ha.js'
import intelDcu from '../banks/intel-dcu.js'
import intelDtlb from '../banks/intel-dtlb.js'
import intelHswImc from '../banks/intel-hsw-imc.js'
import intelHswPcu from '../banks/intel-hsw-pcu.js'
import intelHswQpi from '../banks/intel-hsw-qpi.js'
import intelIfu from '../banks/intel-ifu.js'
import intelIio from '../banks/intel-iio.js'
import intelLlc from '../banks/intel-llc.js'
import intelMlc from '../banks/intel-mlc.js'
import {defineCpu} from '../define-cpu.js'

/** Intel Xeon E5 v4 and E7 v4 (Broadwell-EP/EX). */
export default defineCpu({
  id: 'intel-broadwell-ep',
  title: 'Intel Xeon E5 v4 and E7 v4 (Broadwell-EP/EX)',
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), and vol. 4, chapter 2 (signatures, banks); 325384-080, 335592-080',
  signatures: [{vendor: 'intel', family: 6, model: 0x4f}],
  banks: [
    {numbers: [0], kind: intelIfu},
    {numbers: [1], kind: intelDcu},
    {numbers: [2], kind: intelDtlb},
    {numbers: [3], kind: intelMlc},
    {numbers: [4], kind: intelHswPcu},
    {numbers: [5, 20, 21], kind: intelHswQpi},
    {numbers: [6], kind: intelIio},
    {numbers: [7, 8], kind: intelBdxHa},
    {numbers: [9, 10, 11, 12, 13, 14, 15, 16], kind: intelHswImc},
    {numbers: [17, 18, 19], kind: intelLlc},
  ],
  otherBanks: 'not-reported',
})
