import amdLegacyCore from '../banks/amd-legacy-core.js'
import amdNorthbridge from '../banks/amd-northbridge.js'
import {defineCpu} from '../define-cpu.js'

/** AMD family 15h (Bulldozer to Excavator). */
export default defineCpu({
  id: 'amd-family-15h',
  title: 'AMD family 15h (Bulldozer to Excavator)',
  source: 'AMD BKDG for family 15h (42301), machine check registers',
  signatures: [{vendor: 'amd', family: 0x15}],
  banks: [
    {numbers: [4], kind: amdNorthbridge},
    {numbers: [0, 1, 2, 3, 5, 6], kind: amdLegacyCore},
  ],
  otherBanks: 'not-reported',
})
