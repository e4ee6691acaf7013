import {clientCpu} from './_client.js'

/** Intel Core, 10th generation (Ice Lake). */
export default clientCpu('intel-icelake', 'Intel Core, 10th generation (Ice Lake)', [0x7d, 0x7e, 0x9d])
