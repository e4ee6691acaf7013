import {codedBank} from './_coded-bank.js'
import {dmrCorePcu} from './_pcu-codes.js'

/** Power unit of a compute die of Diamond Rapids, bank 4. */
export default codedBank({
  id: 'intel-dmr-core-pcu',
  title: 'Diamond Rapids, power unit of a compute die',
  source: 'Intel: codes as in mcelog v208 diamond.c',
  unit: 'core',
  says: dmrCorePcu,
})
