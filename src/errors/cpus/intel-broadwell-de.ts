import intelHswHa from '../banks/intel-hsw-ha.js'
import intelHswImc from '../banks/intel-hsw-imc.js'
import {defineCpu} from '../define-cpu.js'

/** Intel Xeon D-1500 (Broadwell-DE). */
export default defineCpu({
  id: 'intel-broadwell-de',
  title: 'Intel Xeon D-1500 (Broadwell-DE)',
  source: 'Intel SDM vol. 3B, chapter 17, and vol. 4, table 2-1 (signatures); 325384-080',
  signatures: [{vendor: 'intel', family: 6, model: 0x56}],
  banks: [
    {numbers: [7], kind: intelHswHa},
    {numbers: [9, 10], kind: intelHswImc},
  ],
  otherBanks: 'not-reported',
})
