import amdLegacyCore from '../banks/amd-legacy-core.js'
import amdNorthbridge from '../banks/amd-northbridge.js'
import {defineCpu} from '../define-cpu.js'

/** AMD family 12h (Llano). */
export default defineCpu({
  id: 'amd-family-12h',
  title: 'AMD family 12h (Llano)',
  source: 'AMD BKDG for family 12h (41131), machine check registers',
  signatures: [{vendor: 'amd', family: 0x12}],
  banks: [
    {numbers: [4], kind: amdNorthbridge},
    {numbers: [0, 1, 2, 3, 5, 6], kind: amdLegacyCore},
  ],
  otherBanks: 'not-reported',
})
