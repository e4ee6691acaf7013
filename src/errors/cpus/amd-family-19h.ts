import amdSmca from '../banks/amd-smca.js'
import {defineCpu} from '../define-cpu.js'
import {EVERY_BANK} from './_every-bank.js'

/** AMD family 19h (Zen 3, Zen 4). */
export default defineCpu({
  id: 'amd-family-19h',
  title: 'AMD family 19h (Zen 3, Zen 4)',
  source: 'AMD PPR for family 19h model 01h (55898) rev 0.50, 3.1',
  signatures: [{vendor: 'amd', family: 0x19}],
  banks: [{numbers: EVERY_BANK, kind: amdSmca}],
  otherBanks: 'not-reported',
})
