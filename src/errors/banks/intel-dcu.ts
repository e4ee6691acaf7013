import {codedBank} from './_coded-bank.js'

/** Data cache unit of a core, bank 1. */
export default codedBank({
  id: 'intel-dcu',
  title: 'data cache unit',
  source: 'Intel SDM vol. 4, chapter 2 (335592-080), bank assignment; no table of its codes is public',
  unit: 'core',
})
