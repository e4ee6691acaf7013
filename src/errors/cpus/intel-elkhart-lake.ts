import {clientCpu} from './_client.js'

/** Intel Atom x6000 (Tremont: Elkhart Lake). */
export default clientCpu('intel-elkhart-lake', 'Intel Atom x6000 (Tremont: Elkhart Lake)', [0x96])
