import amdLegacyCore from '../banks/amd-legacy-core.js'
import amdNorthbridge from '../banks/amd-northbridge.js'
import {defineCpu} from '../define-cpu.js'

/** AMD family 14h (Bobcat). */
export default defineCpu({
  id: 'amd-family-14h',
  title: 'AMD family 14h (Bobcat)',
  source: 'AMD BKDG for family 14h (43170), machine check registers',
  signatures: [{vendor: 'amd', family: 0x14}],
  banks: [
    {numbers: [4], kind: amdNorthbridge},
    {numbers: [0, 1, 2, 3, 5, 6], kind: amdLegacyCore},
  ],
  otherBanks: 'not-reported',
})
