import intelDmrCorePcu from '../banks/intel-dmr-core-pcu.js'
import intelDmrImhPcu from '../banks/intel-dmr-imh-pcu.js'
import intelDmrMcchan from '../banks/intel-dmr-mcchan.js'
import intelDmrUpi from '../banks/intel-dmr-upi.js'
import {defineCpu} from '../define-cpu.js'

/** Intel Xeon, Diamond Rapids. */
export default defineCpu({
  id: 'intel-diamond-rapids',
  title: 'Intel Xeon, Diamond Rapids',
  source: 'Intel; signature as in Linux arch/x86/include/asm/intel-family.h; banks as in mcelog v208 diamond.c',
  signatures: [{vendor: 'intel', family: 19, model: 0x01}],
  banks: [
    {numbers: [4], kind: intelDmrCorePcu},
    {numbers: [11], kind: intelDmrImhPcu},
    {numbers: [18], kind: intelDmrUpi},
    {numbers: [19, 20, 21, 22, 23, 24, 25, 26], kind: intelDmrMcchan},
  ],
  otherBanks: 'undecoded',
})
