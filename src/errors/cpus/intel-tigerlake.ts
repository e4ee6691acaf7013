import {clientCpu} from './_client.js'

/** Intel Core, 11th generation (Tiger Lake). */
export default clientCpu('intel-tigerlake', 'Intel Core, 11th generation (Tiger Lake)', [0x8c, 0x8d])
