import {codedBank} from './_coded-bank.js'

/** Mid-level cache of a core, bank 3. */
export default codedBank({
  id: 'intel-mlc',
  title: 'mid-level cache',
  source: 'Intel SDM vol. 4, chapter 2 (335592-080), bank assignment; no table of its codes is public',
  unit: 'cache',
})
