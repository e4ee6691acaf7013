import {defineCpu} from '../define-cpu.js'

/** Intel Atom, Grand Ridge. */
export default defineCpu({
  id: 'intel-grand-ridge',
  title: 'Intel Atom, Grand Ridge',
  source: 'Intel; signature as in Linux arch/x86/include/asm/intel-family.h; no public decoder knows its banks',
  signatures: [{vendor: 'intel', family: 6, model: 0xb6}],
  banks: [],
  otherBanks: 'undecoded',
})
