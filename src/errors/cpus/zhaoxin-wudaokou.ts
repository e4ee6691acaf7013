import {defineCpu} from '../define-cpu.js'

/** Zhaoxin WuDaoKou (KX-5000, KH-20000): Intel's machine-check architecture; no tables of its banks are public. */
export default defineCpu({
  id: 'zhaoxin-wudaokou',
  title: 'Zhaoxin WuDaoKou (KX-5000, KH-20000)',
  source: 'Linux arch/x86/events/zhaoxin/core.c (models), arch/x86/kernel/cpu/mce/core.c (as Intel)',
  signatures: [{vendor: 'zhaoxin', family: 7, model: 0x1b}],
  banks: [],
  otherBanks: 'not-reported',
})
