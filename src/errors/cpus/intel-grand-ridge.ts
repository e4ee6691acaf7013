import {defineCpu} from '../define-cpu.js'

/** Intel Atom, Grand Ridge. */
export default defineCpu({
  id: 'intel-grand-ridge',
  title: 'Intel Atom, Grand Ridge',
  source:
    'Intel SDM vol. 3B, chapter 17 (Interpreting Machine Check Error Codes), and vol. 4, chapter 2 (signatures, banks); 325384-080; no public decoder knows its banks',
  signatures: [{vendor: 'intel', family: 6, model: 0xb6}],
  banks: [],
  otherBanks: 'undecoded',
})
