import amdSmca from '../banks/amd-smca.js'
import {defineCpu} from '../define-cpu.js'
import {EVERY_BANK} from './_every-bank.js'

/** AMD family 1Ah (Zen 5). */
export default defineCpu({
  id: 'amd-family-1ah',
  title: 'AMD family 1Ah (Zen 5)',
  source: 'AMD PPR for family 1Ah model 02h (57238) rev 0.24, 3.1',
  signatures: [{vendor: 'amd', family: 0x1a}],
  banks: [{numbers: EVERY_BANK, kind: amdSmca}],
  otherBanks: 'not-reported',
})
