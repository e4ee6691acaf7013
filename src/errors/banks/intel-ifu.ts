import {codedBank} from './_coded-bank.js'

/** Instruction fetch unit of a core, bank 0. */
export default codedBank({
  id: 'intel-ifu',
  title: 'instruction fetch unit',
  source: 'Intel SDM vol. 4, chapter 2 (335592-080), bank assignment; no table of its codes is public',
  unit: 'core',
})
