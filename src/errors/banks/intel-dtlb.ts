import {codedBank} from './_coded-bank.js'

/** Data translation look-aside buffer of a core, bank 2. */
export default codedBank({
  id: 'intel-dtlb',
  title: 'data TLB',
  source: 'Intel SDM vol. 4, chapter 2 (335592-080), bank assignment; no table of its codes is public',
  unit: 'tlb',
})
