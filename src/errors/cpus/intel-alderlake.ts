import {clientCpu} from './_client.js'

/** Intel Core, 12th generation (Alder Lake). */
export default clientCpu('intel-alderlake', 'Intel Core, 12th generation (Alder Lake)', [0x97, 0x9a, 0xbe])
