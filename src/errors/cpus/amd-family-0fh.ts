import amdLegacyCore from '../banks/amd-legacy-core.js'
import amdNorthbridge from '../banks/amd-northbridge.js'
import {defineCpu} from '../define-cpu.js'

/** AMD family 0Fh (K8). */
export default defineCpu({
  id: 'amd-family-0fh',
  title: 'AMD family 0Fh (K8)',
  source: 'AMD BKDG for family 0Fh (32559), machine check registers',
  signatures: [{vendor: 'amd', family: 0x0f}],
  banks: [
    {numbers: [4], kind: amdNorthbridge},
    {numbers: [0, 1, 2, 3, 5, 6], kind: amdLegacyCore},
  ],
  otherBanks: 'not-reported',
})
