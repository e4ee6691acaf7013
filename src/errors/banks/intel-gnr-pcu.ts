import {codedBank} from './_coded-bank.js'
import {gnrPcu} from './_pcu-codes.js'

/** Power unit of Granite Rapids, Sierra Forest and Clearwater Forest, bank 6. */
export default codedBank({
  id: 'intel-gnr-pcu',
  title: 'Granite Rapids and its relatives, power unit',
  source: 'Intel: codes as in mcelog v208 granite.c',
  unit: 'core',
  says: gnrPcu,
})
