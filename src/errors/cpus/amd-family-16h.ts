import amdLegacyCore from '../banks/amd-legacy-core.js'
import amdNorthbridge from '../banks/amd-northbridge.js'
import {defineCpu} from '../define-cpu.js'

/** AMD family 16h (Jaguar and Puma). */
export default defineCpu({
  id: 'amd-family-16h',
  title: 'AMD family 16h (Jaguar and Puma)',
  source: 'AMD BKDG for family 16h (48751), machine check registers',
  signatures: [{vendor: 'amd', family: 0x16}],
  banks: [
    {numbers: [4], kind: amdNorthbridge},
    {numbers: [0, 1, 2, 3, 5, 6], kind: amdLegacyCore},
  ],
  otherBanks: 'not-reported',
})
