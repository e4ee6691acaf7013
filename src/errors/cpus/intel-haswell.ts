import {clientCpu} from './_client.js'

/** Intel Core, 4th generation (Haswell). */
export default clientCpu('intel-haswell', 'Intel Core, 4th generation (Haswell)', [0x3c, 0x45, 0x46])
