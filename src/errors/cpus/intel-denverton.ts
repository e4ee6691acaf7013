import intelDnvImc from '../banks/intel-dnv-imc.js'
import {defineCpu} from '../define-cpu.js'

/** Intel Atom C3000 (Denverton). */
export default defineCpu({
  id: 'intel-denverton',
  title: 'Intel Atom C3000 (Denverton)',
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), and vol. 4, chapter 2 (signatures, banks); 325384-080, 335592-080; mcelog v208 denverton.c',
  signatures: [{vendor: 'intel', family: 6, model: 0x5f}],
  banks: [{numbers: [6, 7], kind: intelDnvImc}],
  otherBanks: 'not-reported',
})
