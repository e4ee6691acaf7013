import {codedBank} from './_coded-bank.js'
import {dmrImhPcu} from './_pcu-codes.js'

/** Power unit of a memory and I/O die of Diamond Rapids, bank 11. */
export default codedBank({
  id: 'intel-dmr-imh-pcu',
  title: 'Diamond Rapids, power unit of a memory and I/O die',
  source: 'Intel: codes as in mcelog v208 diamond.c',
  unit: 'core',
  says: dmrImhPcu,
})
