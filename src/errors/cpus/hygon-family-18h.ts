import amdSmca from '../banks/amd-smca.js'
import {defineCpu} from '../define-cpu.js'
import {EVERY_BANK} from './_every-bank.js'

/** Hygon family 18h (Dhyana). */
export default defineCpu({
  id: 'hygon-family-18h',
  title: 'Hygon family 18h (Dhyana)',
  source: 'Linux arch/x86/kernel/cpu/mce/amd.c: Hygon family 18h as AMD family 17h',
  signatures: [{vendor: 'hygon', family: 0x18}],
  banks: [{numbers: EVERY_BANK, kind: amdSmca}],
  otherBanks: 'not-reported',
})
