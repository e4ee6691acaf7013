import {defineCpu} from '../define-cpu.js'

/** Zhaoxin LuJiaZui (KX-6000, KH-30000): Intel's machine-check architecture; no tables of its banks are public. */
export default defineCpu({
  id: 'zhaoxin-lujiazui',
  title: 'Zhaoxin LuJiaZui (KX-6000, KH-30000)',
  source: 'Linux arch/x86/events/zhaoxin/core.c (models), arch/x86/kernel/cpu/mce/core.c (as Intel)',
  signatures: [{vendor: 'zhaoxin', family: 7, model: 0x3b}],
  banks: [],
  otherBanks: 'not-reported',
})
