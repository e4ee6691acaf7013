import {defineCpu} from '../define-cpu.js'

/** Zhaoxin ZX-C: Intel's machine-check architecture; no tables of its banks are public. */
export default defineCpu({
  id: 'zhaoxin-zxc',
  title: 'Zhaoxin ZX-C',
  source: 'Linux arch/x86/events/zhaoxin/core.c (models), arch/x86/kernel/cpu/mce/core.c (as Intel)',
  signatures: [{vendor: 'zhaoxin', family: 6, model: 0x19}],
  banks: [],
  otherBanks: 'not-reported',
})
