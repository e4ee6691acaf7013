import {codedBank} from './_coded-bank.js'

/** Slices of the last level cache with their agents (CBo, later CHA). */
export default codedBank({
  id: 'intel-llc',
  title: 'last level cache slice',
  source: 'Intel SDM vol. 4, chapter 2 (335592-080), bank assignment; no table of its codes is public',
  unit: 'cache',
})
