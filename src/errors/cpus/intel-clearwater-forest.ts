import intelGnrB2cmi from '../banks/intel-gnr-b2cmi.js'
import intelGnrMcchan from '../banks/intel-gnr-mcchan.js'
import intelGnrPcu from '../banks/intel-gnr-pcu.js'
import intelGnrUpi from '../banks/intel-gnr-upi.js'
import {defineCpu} from '../define-cpu.js'

/** Intel Xeon 6+ with E-cores (Clearwater Forest). */
export default defineCpu({
  id: 'intel-clearwater-forest',
  title: 'Intel Xeon 6+ with E-cores (Clearwater Forest)',
  source: 'Intel; signature as in Linux arch/x86/include/asm/intel-family.h; banks as in mcelog v208 granite.c',
  signatures: [{vendor: 'intel', family: 6, model: 0xdd}],
  banks: [
    {numbers: [5], kind: intelGnrUpi},
    {numbers: [6], kind: intelGnrPcu},
    {numbers: [12], kind: intelGnrB2cmi},
    {numbers: [13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24], kind: intelGnrMcchan},
  ],
  otherBanks: 'undecoded',
})
