import intelDcu from '../banks/intel-dcu.js'
import intelDtlb from '../banks/intel-dtlb.js'
import intelHswHa from '../banks/intel-hsw-ha.js'
import intelHswImc from '../banks/intel-hsw-imc.js'
import intelHswPcu from '../banks/intel-hsw-pcu.js'
import intelIfu from '../banks/intel-ifu.js'
import intelIio from '../banks/intel-iio.js'
import intelLlc from '../banks/intel-llc.js'
import intelMlc from '../banks/intel-mlc.js'
import {defineCpu} from '../define-cpu.js'

/** Intel Xeon D-1500 (Broadwell-DE). */
export default defineCpu({
  id: 'intel-broadwell-de',
  title: 'Intel Xeon D-1500 (Broadwell-DE)',
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), and vol. 4, chapter 2 (signatures, banks); 325384-080, 335592-080',
  signatures: [{vendor: 'intel', family: 6, model: 0x56}],
  banks: [
    {numbers: [0], kind: intelIfu},
    {numbers: [1], kind: intelDcu},
    {numbers: [2], kind: intelDtlb},
    {numbers: [3], kind: intelMlc},
    {numbers: [4], kind: intelHswPcu},
    {numbers: [6], kind: intelIio},
    {numbers: [7], kind: intelHswHa},
    {numbers: [9, 10], kind: intelHswImc},
    {numbers: [17, 18, 19], kind: intelLlc},
  ],
  otherBanks: 'not-reported',
})
