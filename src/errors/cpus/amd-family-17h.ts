import amdSmca from '../banks/amd-smca.js'
import {defineCpu} from '../define-cpu.js'
import {EVERY_BANK} from './_every-bank.js'

/** AMD family 17h (Zen, Zen+, Zen 2). */
export default defineCpu({
  id: 'amd-family-17h',
  title: 'AMD family 17h (Zen, Zen+, Zen 2)',
  source: 'AMD PPR for family 17h model 31h (55803) rev 0.54, 3.1',
  signatures: [{vendor: 'amd', family: 0x17}],
  banks: [{numbers: EVERY_BANK, kind: amdSmca}],
  otherBanks: 'not-reported',
})
