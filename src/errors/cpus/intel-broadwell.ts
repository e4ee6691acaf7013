import {clientCpu} from './_client.js'

/** Intel Core, 5th generation (Broadwell). */
export default clientCpu('intel-broadwell', 'Intel Core, 5th generation (Broadwell)', [0x3d, 0x47])
