import {clientCpu} from './_client.js'

/** Intel Core, 6th generation (Skylake). */
export default clientCpu('intel-skylake', 'Intel Core, 6th generation (Skylake)', [0x4e, 0x5e])
