import amdLegacyCore from '../banks/amd-legacy-core.js'
import amdNorthbridge from '../banks/amd-northbridge.js'
import {defineCpu} from '../define-cpu.js'

/** AMD family 11h (Griffin). */
export default defineCpu({
  id: 'amd-family-11h',
  title: 'AMD family 11h (Griffin)',
  source: 'AMD BKDG for family 11h (41256), machine check registers',
  signatures: [{vendor: 'amd', family: 0x11}],
  banks: [
    {numbers: [4], kind: amdNorthbridge},
    {numbers: [0, 1, 2, 3, 5, 6], kind: amdLegacyCore},
  ],
  otherBanks: 'not-reported',
})
