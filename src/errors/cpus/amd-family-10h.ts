import amdLegacyCore from '../banks/amd-legacy-core.js'
import amdNorthbridge from '../banks/amd-northbridge.js'
import {defineCpu} from '../define-cpu.js'

/** AMD family 10h (K10). */
export default defineCpu({
  id: 'amd-family-10h',
  title: 'AMD family 10h (K10)',
  source: 'AMD BKDG for family 10h (31116), machine check registers',
  signatures: [{vendor: 'amd', family: 0x10}],
  banks: [
    {numbers: [4], kind: amdNorthbridge},
    {numbers: [0, 1, 2, 3, 5, 6], kind: amdLegacyCore},
  ],
  otherBanks: 'not-reported',
})
