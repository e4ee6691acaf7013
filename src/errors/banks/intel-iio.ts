import {codedBank} from './_coded-bank.js'

/** Integrated I/O, bank 6. */
export default codedBank({
  id: 'intel-iio',
  title: 'integrated I/O',
  source: 'Intel SDM vol. 4, chapter 2 (335592-080), bank assignment; no table of its codes is public',
  unit: 'io',
})
