import {clientCpu} from './_client.js'

/** Intel Core, 8th generation (Cannon Lake). */
export default clientCpu('intel-cannonlake', 'Intel Core, 8th generation (Cannon Lake)', [0x66])
